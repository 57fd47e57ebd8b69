#pragma once

#include <span>

#include "numeric/matrix.hpp"
#include "numeric/philox.hpp"

/// Random numbers by their quantiles: number i is a function of the i-th uniform number of `philox`
/// alone, so any slice of a stream can be made by itself.
namespace lemmata::initialization {

/// Fills `to` with numbers uniform between low and high, those of the indices first, first + 1, ….
/// Throws INVALID_ARGUMENT unless low < high, both finite, and so is their difference.
void fillUniform(double low, double high, const Philox &philox, std::uint64_t first,
                 std::span<double> to);

/// The same, normal with this mean and standard deviation. Throws INVALID_ARGUMENT where one of
/// them is not finite or std < 0; std = 0 gives the mean.
void fillNormal(double mean, double std, const Philox &philox, std::uint64_t first,
                std::span<double> to);

/// `gain` times a rows × cols matrix with orthonormal rows or columns, whichever are fewer, uniform
/// among all of them (Haar's measure): QR of a matrix of normals, with the signs that make R's
/// diagonal positive (Mezzadri 2007). Throws INVALID_ARGUMENT for an empty shape or a gain that is
/// not finite.
Matrix orthogonal(std::size_t rows, std::size_t cols, double gain, const Philox &philox);

} // namespace lemmata::initialization
