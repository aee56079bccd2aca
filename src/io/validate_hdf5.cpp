#include "io/validate_hdf5.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "base/error.h"
#include "io/byte_cursor.h"
#include "io/validate_hdf5_array.h"

namespace emsurvey {
namespace {

// Tree sizes in superblock 0, as HDF5 chooses them by default.
constexpr std::uint64_t most_symbols = 8;
constexpr std::uint64_t most_children = 32;

/// Message types in an object header.
enum : std::uint64_t {
  nothing = 0x00,
  dataspace = 0x01,
  datatype = 0x03,
  fill_value = 0x05,
  layout = 0x08,
  filters = 0x0b,
  attribute = 0x0c,
  continuation = 0x10,
  symbol_table = 0x11
};

struct Message {
  std::uint64_t type;
  std::string_view contents;
};

/// Addresses of the member index and the member names of a group.
struct GroupPlace {
  std::uint64_t tree;
  std::uint64_t names;
  bool operator==(const GroupPlace&) const = default;
};

/// Checks an image recursively from the root; path() returns the current position.
class FormChecker {
 public:
  explicit FormChecker(std::string_view file) : file_(file) {}

  const std::string& path() const { return path_; }

  void check() {
    ByteCursor superblock(file_);
    require_valid(superblock.take(8) == "\x89HDF\r\n\x1a\n", "is not an HDF5 file");
    require_valid(superblock.take(8) == std::string_view("\0\0\0\0\0\x08\x08\0", 8) &&
                      superblock.u16() == most_symbols / 2 && superblock.u16() == most_children / 2 &&
                      superblock.u32() == 0 && superblock.u64() == 0,
                  "is an HDF5 file of another form");
    superblock.take(8);
    const std::uint64_t end = superblock.u64();
    superblock.take(8);
    require_valid(end <= file_.size(), "reaches beyond its end");
    file_ = file_.substr(0, end);
    check_entry(superblock, "");
  }

 private:
  ByteCursor at(std::uint64_t address) const {
    ByteCursor cursor(file_);
    cursor.take(address);
    return cursor;
  }

  /// Ensures that each structure is reached only once, so that no cycle keeps a reader busy.
  void visit(std::uint64_t address) {
    require_valid(seen_.insert(address).second, "is found in several ways");
  }

  /// Checks a member of a group, or the root.
  void check_entry(ByteCursor entry, const std::string& name_or_root) {
    constexpr std::size_t deepest = 64;
    require_valid(depth_ < deepest, "lies too deep");
    entry.take(8);
    const std::uint64_t header = entry.u64(), cache = entry.u32();
    require_valid(cache <= 1 && entry.u32() == 0, "is a link that is not followed");
    const std::size_t parent = path_.size();
    path_ += name_or_root;
    ++depth_;
    const auto place = check_object(header);
    if (cache == 1) {
      const GroupPlace cached{entry.u64(), entry.u64()};
      require_valid(place == cached, "is found in several ways");
    }
    --depth_;
    path_.resize(parent);
  }

  void read_messages(ByteCursor block, std::vector<Message>& messages) {
    while (!block.empty()) {
      const std::uint64_t type = block.u16(), size = block.u16(), flags = block.u8();
      require_valid(size % 8 == 0 && (flags & ~std::uint64_t{1}) == 0, "has a header of another form");
      block.take(3);
      messages.push_back({type, block.take(size)});
      if (type != continuation) continue;
      ByteCursor next(messages.back().contents);
      const std::uint64_t address = next.u64(), length = next.u64();
      visit(address);
      read_messages(ByteCursor(at(address).take(length)), messages);
    }
  }

  /// Checks an object. Returns the addresses of its members if it is a group.
  std::optional<GroupPlace> check_object(std::uint64_t address) {
    visit(address);
    ByteCursor header = at(address);
    require_valid(header.u8() == 1 && header.u8() == 0, "has a header of another form");
    const std::uint64_t count = header.u16(), links = header.u32(), size = header.u32();
    header.take(4);
    std::vector<Message> messages;
    read_messages(ByteCursor(header.take(size)), messages);
    require_valid(links == 1 && messages.size() == count, "has a header of another form");
    return check_messages(messages);
  }

  std::optional<GroupPlace> check_messages(const std::vector<Message>& messages) {
    ArrayForm array;
    std::optional<GroupPlace> group;
    std::set<std::uint64_t> types;
    for (const auto& [type, contents] : messages) {
      const bool may_repeat = type == nothing || type == attribute || type == continuation;
      require_valid(types.insert(type).second || may_repeat, "has a header of another form");
      ByteCursor cursor(contents);
      switch (type) {
        case nothing:
        case continuation:
          break;
        case attribute:
          check_attribute(contents);
          break;
        case fill_value:
          check_fill_value(contents);
          break;
        case dataspace:
          array.sizes = sizes_of(contents);
          break;
        case datatype:
          array.element_bytes = element_bytes(contents);
          break;
        case layout:
          array.layout = contents;
          break;
        case filters:
          array.filters = contents;
          break;
        case symbol_table:
          group = {cursor.u64(), cursor.u64()};
          break;
        default:
          throw FormatError{"has a header of another form"};
      }
    }
    const bool is_array = array.sizes || array.element_bytes || array.layout || array.filters;
    require_valid(!(group && is_array), "is both a group and an array");
    if (!group) {
      check_contents(array, file_, stored_bytes_);
    } else {
      check_group_node(group->tree, heap_at(group->names), {});
    }
    return group;
  }

  /// Checks the heap of a group, including its list of gaps, and returns the names in it.
  std::string_view heap_at(std::uint64_t address) {
    visit(address);
    ByteCursor heap = at(address);
    require_valid(heap.take(4) == "HEAP" && heap.u32() == 0, "has no names");
    const std::uint64_t size = heap.u64();
    std::uint64_t gap = heap.u64();
    const std::string_view names = at(heap.u64()).take(size);
    constexpr std::uint64_t end_of_gaps = 1;
    for (std::set<std::uint64_t> gaps; gap != end_of_gaps;) {
      require_valid(gaps.insert(gap).second && gap % 8 == 0, "has damaged names");
      ByteCursor cursor(names);
      cursor.take(gap);
      const std::size_t room = cursor.size();
      gap = cursor.u64();
      require_valid(cursor.u64() <= room, "has damaged names");
    }
    return names;
  }

  static std::string name_at(std::string_view names, std::uint64_t offset) {
    require_valid(offset < names.size() && names.find('\0', offset) != names.npos, "has damaged names");
    return std::string(names.substr(offset, names.find('\0', offset) - offset));
  }

  void check_group_node(std::uint64_t address, std::string_view names, std::optional<std::uint64_t> level) {
    visit(address);
    ByteCursor node(at(address).take(24 + (most_children + 1) * 8 + most_children * 8));
    require_valid(node.take(4) == "TREE" && node.u8() == 0, "does not find its members");
    const std::uint64_t own_level = node.u8(), children = node.u16();
    require_valid(level.value_or(own_level) == own_level && children <= most_children,
                  "does not find its members");
    node.take(16);
    name_at(names, node.u64());
    for (std::uint64_t i = 0; i < children; ++i) {
      const std::uint64_t child = node.u64();
      name_at(names, node.u64());
      if (own_level > 0) {
        check_group_node(child, names, own_level - 1);
      } else {
        check_symbols(child, names);
      }
    }
  }

  void check_symbols(std::uint64_t address, std::string_view names) {
    visit(address);
    constexpr std::uint64_t symbol_bytes = 40;
    ByteCursor node(at(address).take(8 + most_symbols * symbol_bytes));
    require_valid(node.take(4) == "SNOD" && node.u8() == 1 && node.u8() == 0, "does not find its members");
    const std::uint64_t count = node.u16();
    require_valid(count <= most_symbols, "does not find its members");
    for (std::uint64_t i = 0; i < count; ++i) {
      const ByteCursor entry(node.take(symbol_bytes));
      const std::string name = name_at(names, ByteCursor(entry).u64());
      require_valid(!name.empty() && name.find('/') == name.npos, "has damaged names");
      check_entry(entry, "/" + name);
    }
  }

  std::string_view file_;
  std::set<std::uint64_t> seen_;
  std::uint64_t stored_bytes_ = 0;
  std::string path_;
  std::size_t depth_ = 0;
};

}  // namespace

void check_hdf5_form(std::string_view bytes, const std::string& subject) {
  FormChecker checker(bytes);
  try {
    checker.check();
  } catch (const FormatError& malformed) {
    throw InputError(subject, (checker.path().empty() ? "/" : checker.path()) + " " + malformed.problem,
                     "check that this is the file you mean, or make it again");
  }
}

}  // namespace emsurvey
