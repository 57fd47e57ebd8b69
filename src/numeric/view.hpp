#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

namespace lemmata {

/// A matrix that somebody else owns: `rows` × `cols` numbers, row after row without gaps.
template <class T> struct MatrixView {
  T *data = nullptr;
  std::size_t rows = 0;
  std::size_t cols = 0;

  constexpr std::size_t size() const { return rows * cols; }
  constexpr bool empty() const { return size() == 0; }
  constexpr T &operator()(std::size_t row, std::size_t col) const { return data[row * cols + col]; }
  constexpr std::span<T> row(std::size_t index) const { return {data + index * cols, cols}; }
  constexpr std::span<T> flat() const { return {data, size()}; }

  /// What may be written may be read.
  constexpr operator MatrixView<const T>() const
    requires(!std::is_const_v<T>)
  {
    return {data, rows, cols};
  }
};

} // namespace lemmata
