#!/usr/bin/env bash
# Paths and values that a survey writes can be read again, from any folder and with any name.
source "$(dirname "$0")/common.sh" "$@"

small=(--model classic --network resnet:1 --filters 4 --crop 32 --loss dice --split-scheme kfold --splits 2 --split 1
  --steps 2 --lr 2e-4 1e-3)

# A path that a config file could take for a comment, two lines or a list, relative to its own folder.
folder=$'run#3 "a\n b" %41\\n'
mkdir -p "$folder" elsewhere
(cd "$folder" && "$emsurvey" prepare --synthetic 3 --size 64 --output 'd#.h5' >/dev/null &&
  "$emsurvey" run --data 'd#.h5' "${small[@]}" --output s >/dev/null)
mv "$folder/s" moved
(cd elsewhere && "$emsurvey" verify ../moved --steps 1 >/dev/null) || fail "the data set is not found from elsewhere"
"$emsurvey" run --config moved/survey.cfg >out.txt || fail "the kept config does not continue the survey that was moved"
told out.txt "Report: moved/test/report.html"

# The stored and the printed config are the same, and printing the printed config does not change it.
(cd "$folder" && "$emsurvey" run --data 'd#.h5' "${small[@]}" --output s --dump-config) >printed.cfg
"$emsurvey" run --config printed.cfg --dump-config | cmp - printed.cfg || fail "the printed config reads as another one"
"$emsurvey" run --config moved/survey.cfg --output s --dump-config | cmp - printed.cfg || fail "the kept config is another"

# Other spellings of the same values continue the survey and change nothing in it.
cp -r moved before
"$emsurvey" run --config printed.cfg --lr .0002 0.001 --steps 02 --split 01 --network resnet --depth 1 --filters 4 \
  --output moved >/dev/null ||
  fail "the same values in other spellings are refused"
for file in experiments.json test/summary_long.csv test/summary_wide.csv test/1/options.json; do
  cmp "before/$file" "moved/$file" || fail "another spelling changed $file"
done
expect 2 "lr: has the value 2e-4 twice" "$emsurvey" run --config printed.cfg --lr 2e-4 0.0002 --output moved
expect 2 "lr: is \`0.002 1e-3\`, but the survey in moved has \`2e-4 1e-3\`" \
  "$emsurvey" run --config printed.cfg --lr 0.002 0.001 --output moved

# A missing data set, and a relative path as in older surveys.
mv "$folder/d#.h5" d.h5
expect 2 "name the data set with --data FILE" "$emsurvey" verify moved
"$emsurvey" verify moved --steps 1 --data d.h5 >/dev/null
sed -i 's/^data = .*/data = d.h5/' moved/survey.cfg
"$emsurvey" verify moved --steps 1 >/dev/null
(cd elsewhere && expect 2 "d.h5: does not exist, but is the data set of the survey" "$emsurvey" verify ../moved)

# Byte-order mark, line ends, comments.
printf '\xef\xbb\xbfloss = dice # the loss\r\ncrop = 32\r\n' >windows.cfg
"$emsurvey" run --config windows.cfg --dump-config >out.txt
told out.txt "loss = dice"
told out.txt "crop = 32"

# Links in the pages lead to the files, whatever their names; names remain text in the tables.
mkdir raw lab
python3 - <<'P'
import struct, zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
for i, name in enumerate(["x%2f#1", "=1+1", "q?u'o\"t;e", "a&amp;b", "-5um", "04", "ä ö", "tab\there"]):
    rows = b"".join(b"\0" + bytes((i + x * y) % 256 for x in range(64)) for y in range(64))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)) + \
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    for folder in "raw", "lab":
        with open(f"{folder}/{name}.png", "wb") as file: file.write(png)
P
"$emsurvey" prepare --raw raw --label x=lab:grey --output o.h5 >/dev/null
"$emsurvey" run --data o.h5 "${small[@]}" --output o >/dev/null
python3 - <<'P' || fail "links or names are lost"
import csv, glob, html, os, re, urllib.parse
links = 0
for page in glob.glob("o/test/*/index.html") + ["o/test/report.html"]:
    with open(page, encoding="utf-8") as file: text = file.read()
    for link in re.findall(r'(?:href|src)="([^"]*)"', text):
        if link.startswith("data:"): continue
        path = urllib.parse.unquote(urllib.parse.urlsplit(html.unescape(link)).path)
        assert os.path.exists(os.path.join(os.path.dirname(page), path)), (page, link)
        links += 1
assert links > 20, links
names = {os.path.splitext(name)[0] for name in os.listdir("raw")}
seen = set()
with open("o/test/summary_long.csv", newline="") as file:
    for row in csv.DictReader(file):
        assert row["image_name"].startswith("image=")
        name = row["image_name"].removeprefix("image=")
        assert row["image"] in (name, "image=" + name) and row["pred_path"] == f"../images/{name}-outputs-x.png", row
        seen.add(name)
        for cell in row.values(): assert cell[:1] not in "=+-@\t\r\n" or cell == "" or float(cell) <= 0, cell
assert seen and seen <= names, seen
P
