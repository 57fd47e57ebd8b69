#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "projection/points.hpp"

/// Signs of random projections as bits. Source: Charikar (2002), kexue.fm/archives/8706.
namespace lemmata::projection {

/// 32-bit words for so many bits.
constexpr std::size_t wordsFor(std::size_t bits) { return (bits + 31) / 32; }

/// One code of `bits` bits for each row of X (N × d), wordsFor(bits) words a row: bit j, which is
/// bit j mod 32 of word j/32, is 1 where aⱼ·x ≥ 0, and bits beyond are 0. The normals aⱼ are made
/// from the seed, so that rows may be hashed in any blocks. A zero row, which has no direction,
/// hashes to ones. Rows are projected in float32. Throws INVALID_ARGUMENT (empty X; bits
/// not from 1 to 65536), NOT_FINITE.
void simhash(const Points &X, double bits, std::uint64_t seed, std::span<std::uint32_t> codes);

/// How many bits of two codes differ. Throws INVALID_ARGUMENT (empty), SHAPE_MISMATCH.
std::uint64_t hamming(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

} // namespace lemmata::projection
