#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace lemmata::projection {

/// Rows of float32 numbers, in pieces of about a megabyte, so that rows can be added without moving
/// those that are there. Rows are filled up with zeros to a multiple of four numbers.
class Rows {
public:
  explicit Rows(std::size_t cols) : cols_(cols), stride_((cols + 3) / 4 * 4) {
    while (shift_ > 0 && (stride_ << shift_) > 1 << 18)
      --shift_;
  }

  std::size_t size() const { return size_; }
  std::size_t cols() const { return cols_; }
  std::size_t stride() const { return stride_; }
  const float *operator[](std::size_t row) const {
    return pieces_[row >> shift_].get() + (row & mask()) * stride_;
  }
  float *operator[](std::size_t row) {
    return pieces_[row >> shift_].get() + (row & mask()) * stride_;
  }

  /// `size` rows; of new ones only what fills them up is set, to zero. Where memory runs out,
  /// nothing has changed.
  void resize(std::size_t size) {
    const std::size_t needed = (size + mask()) >> shift_, had = pieces_.size();
    try {
      while (pieces_.size() < needed)
        pieces_.push_back(std::make_unique_for_overwrite<float[]>(stride_ << shift_));
    } catch (...) {
      pieces_.resize(had);
      throw;
    }
    pieces_.resize(needed);
    for (; size_ < size; ++size_)
      for (std::size_t i = cols_; i < stride_; ++i)
        pieces_[size_ >> shift_][(size_ & mask()) * stride_ + i] = 0;
    size_ = size;
  }

  /// |q − row|² in float32, in four strands; q is filled up like a row.
  float squaredDistance(const float *q, std::size_t row) const;

private:
  std::size_t mask() const { return (std::size_t(1) << shift_) - 1; }

  std::size_t cols_, stride_, size_ = 0;
  int shift_ = 16;
  std::vector<std::unique_ptr<float[]>> pieces_;
};

} // namespace lemmata::projection
