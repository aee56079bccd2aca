#include "train/event_file.h"

#include <bit>
#include <boost/crc.hpp>
#include <cmath>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "io/file.h"
#include "train/log_flush.h"

namespace emsurvey {
namespace {

// Field numbers of event.proto and summary.proto.
enum EventField : unsigned { wall_time = 1, event_step = 2, file_version = 3, summary = 5 };
enum SummaryField : unsigned { value = 1 };
enum ValueField : unsigned { tag = 1, simple_value = 2 };
enum WireType : unsigned { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

static_assert(std::endian::native == std::endian::little, "records are copied as they are in memory");

template <class Number>
void append_raw(std::string& text, Number number) {
  text.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void append_varint(std::string& message, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) message += static_cast<char>((number & 0x7f) | 0x80);
  message += static_cast<char>(number);
}

void append_key(std::string& message, unsigned field, WireType type) {
  append_varint(message, field << 3 | type);
}

void append_bytes(std::string& message, unsigned field, std::string_view contents) {
  append_key(message, field, bytes);
  append_varint(message, contents.size());
  message += contents;
}

std::uint32_t masked_checksum(std::string_view contents) {
  boost::crc_optimal<32, 0x1EDC6F41, 0xFFFFFFFF, 0xFFFFFFFF, true, true> checksum;
  checksum.process_bytes(contents.data(), contents.size());
  const auto crc = static_cast<std::uint32_t>(checksum.checksum());
  return std::rotr(crc, 15) + 0xa282ead8;
}

std::string record(std::string_view message) {
  std::string length, text;
  append_raw(length, static_cast<std::uint64_t>(message.size()));
  text = length;
  append_raw(text, masked_checksum(length));
  text += message;
  append_raw(text, masked_checksum(message));
  return text;
}

std::string first_record() {
  std::string event;
  append_bytes(event, file_version, "brain.Event:2");
  return record(event);
}

template <class Number>
Number raw_at(std::string_view text) {
  Number number;
  std::memcpy(&number, text.data(), sizeof number);
  return number;
}

/// Removes the first record from `text` and returns it; returns nothing if it is incomplete or damaged.
std::optional<std::string_view> take_record(std::string_view& text) {
  constexpr std::size_t before = sizeof(std::uint64_t) + sizeof(std::uint32_t), after = sizeof(std::uint32_t);
  if (text.size() < before + after) return {};
  const auto size = raw_at<std::uint64_t>(text);
  if (size > text.size() - before - after) return {};
  const auto message = text.substr(before, size);
  if (raw_at<std::uint32_t>(text.substr(before + size)) != masked_checksum(message)) return {};
  const auto whole = text.substr(0, before + size + after);
  text.remove_prefix(whole.size());
  return whole;
}

/// The step of a record in the layout of append(): the time, then the step. 0 for any other record.
std::uint64_t step_of(std::string_view whole_record) {
  const auto message = whole_record.substr(sizeof(std::uint64_t) + sizeof(std::uint32_t));
  std::size_t at = 1 + sizeof(double);
  if (message.size() <= at || message[at] != static_cast<char>(event_step << 3 | varint)) return 0;
  std::uint64_t step = 0;
  for (unsigned shift = 0; ++at < message.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(message[at]);
    step |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return step;
}

std::string records_up_to(std::string_view text, std::uint64_t last_step) {
  std::string kept = first_record();
  while (const auto whole = take_record(text)) {
    const std::uint64_t step = step_of(*whole);
    if (step > 0 && step <= last_step) kept += *whole;
  }
  return kept;
}

void append_value(std::string& values, std::string_view name, double number) {
  if (std::isnan(number)) return;
  std::string message;
  append_bytes(message, tag, name);
  append_key(message, simple_value, fixed32);
  append_raw(message, static_cast<float>(number));
  append_bytes(values, value, message);
}

}  // namespace

EventFile::EventFile(std::filesystem::path path, std::int64_t steps_done) : path_(std::move(path)) {
  const std::string before = file_exists(path_) ? read_file(path_) : "";
  write_file(path_, records_up_to(before, static_cast<std::uint64_t>(steps_done)), flush_of_log(steps_done));
}

void EventFile::append(const LogRow& row, double time_s) {
  std::string values;
  append_value(values, "loss", row.losses.classic);
  append_value(values, "adversarial_loss", row.losses.adversarial);
  append_value(values, "discriminator_loss", row.losses.discriminator);
  append_value(values, "validation_loss", row.validation_loss);
  append_value(values, "images_per_s", row.images_per_s);
  append_event(row.step, time_s, values);
}

void EventFile::append(std::span<const ValidationRow> rows, double time_s) {
  if (rows.empty()) return;
  std::string values;
  for (const ValidationRow& row : rows) {
    append_value(values, "validation_F_score/" + row.label, row.f_score);
    append_value(values, "validation_semantic_Jaccard/" + row.label, row.semantic_jaccard);
  }
  append_event(rows.front().step, time_s, values);
}

void EventFile::append_event(std::int64_t step, double time_s, const std::string& values) {
  std::string event;
  append_key(event, wall_time, fixed64);
  append_raw(event, time_s);
  append_key(event, event_step, varint);
  append_varint(event, static_cast<std::uint64_t>(step));
  append_bytes(event, summary, values);
  append_to_file(path_, record(event));
}

void EventFile::flush() const {
  flush_file(path_);
}

}  // namespace emsurvey
