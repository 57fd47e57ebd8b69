#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// Objects as byte arrays that outlive the program: a header of 40 bytes and the contents.
///
///   0  8 bytes   "lemmata" and a zero
///   8  uint64    kind: what was saved
///  16  uint64    version of that kind's contents
///  24  uint64    the number of bytes of all, header included
///  32  uint64    checksum of everything else
///  40  …         numbers as they stand in memory, little-endian, without gaps
///
/// Everything that is not exactly what was written is refused with CORRUPT_DATA and a message of
/// its own: too short for a header, another beginning, another kind, another version, another
/// length, another checksum. What passed can still be wrong if someone forged it, so that whoever
/// reads the contents checks them (`corrupt`), and no count read from them takes more memory than
/// there are bytes.
namespace lemmata::bytes {

/// What can be saved. The numbers are part of the format.
enum class Kind : std::uint64_t { LshIndex = 1, ClassStatistics = 2 };

inline constexpr std::size_t headerSize = 40;

/// Collects the contents and puts the header before them.
class Writer {
public:
  /// `contents` is how many bytes will be written, so that the memory is taken once; a smaller
  /// guess is only slower.
  Writer(Kind kind, std::uint64_t version, std::size_t contents);

  void integer(std::uint64_t value) { raw(&value, sizeof value); }
  void number(double value) { raw(&value, sizeof value); }
  template <class T> void numbers(std::span<const T> values) {
    raw(values.data(), values.size_bytes());
  }

  /// The array, after which the writer is empty.
  std::vector<std::uint8_t> finish();

private:
  void raw(const void *from, std::size_t size);

  std::vector<std::uint8_t> bytes_;
};

/// Reads what a Writer wrote, in the same order.
class Reader {
public:
  /// Checks header and checksum. Throws CORRUPT_DATA. `argument` is the public name of `bytes`.
  Reader(std::span<const std::uint8_t> bytes, Kind kind, std::uint64_t version,
         std::string_view argument);

  std::uint64_t integer();
  double number();
  /// `count` numbers. Throws CORRUPT_DATA where there are not as many, before memory is taken.
  template <class T> std::vector<T> numbers(std::uint64_t count) {
    require(count, sizeof(T));
    std::vector<T> values(static_cast<std::size_t>(count));
    raw(values.data(), values.size() * sizeof(T));
    return values;
  }

  /// How many bytes are not read yet.
  std::size_t left() const { return rest_.size(); }
  /// Throws CORRUPT_DATA unless all was read.
  void end() const;
  /// Throws CORRUPT_DATA: the contents contradict themselves.
  [[noreturn]] void corrupt() const;

private:
  void require(std::uint64_t count, std::size_t size) const;
  void raw(void *to, std::size_t size);

  std::span<const std::uint8_t> rest_;
  std::string_view argument_;
};

} // namespace lemmata::bytes
