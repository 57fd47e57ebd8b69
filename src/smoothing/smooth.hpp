#pragma once

#include <span>

#include "smoothing/function.hpp"
#include "smoothing/kernel.hpp"

namespace lemmata::smoothing {

/// What is computed of a smoothed function g(x, w): its derivative of order 0, 1 or 2 in x or w.
struct Part {
  int derivative = 0;
  bool inWidth = false;
};

/// The convolution of a piecewise-linear function with a kernel, at every x: f itself, plus what
/// each corner and jump adds, c w R(−|u|) and ∓ j Φ(−|u|) with u = (x − knot)/w, so that nothing
/// cancels where f is 0 or constant. `to` may be `x`.
///
/// Width 0 is f, with the mean at a jump; its slope is infinite there. Throws INVALID_ARGUMENT
/// (width, or derivatives in a width of 0), NOT_FINITE, MOMENT_DIVERGES (the Cauchy kernel and an
/// unbounded f). Source: kexue.fm/archives/8718.
template <class T>
void smooth(const PiecewiseLinear &f, Kernel kernel, double width, Part part, std::span<const T> x,
            std::span<T> to);

/// The same for floor, ceil, round and frac: by Σ over the jumps within the kernel's reach, or by
/// the Fourier series of the periodic part where the kernel is wide. The Student-t2 kernel's far
/// jumps are summed by the midpoint rule; the Cauchy kernel's result is its principal value, in
/// closed form. Absolute error 4e-15 + an ulp of x. Throws as above, and INVALID_ARGUMENT where the
/// width takes in more than 2^20 jumps.
template <class T>
void smoothPeriodic(NonSmooth f, Kernel kernel, double width, Part part, std::span<const T> x,
                    std::span<T> to);

/// Adds `factor` times what a corner (`bend`) or a jump of size 1 at 0 adds to the exact function,
/// at every distance x; w > 0.
template <class T>
void addResponse(bool bend, Kernel kernel, T width, Part part, T factor, std::span<const T> x,
                 std::span<T> to);

/// sup |g − f| over the line, for the default parameters; 0 for width 0. Throws INVALID_ARGUMENT,
/// MOMENT_DIVERGES.
double maxError(NonSmooth f, Kernel kernel, double width);

/// The largest width whose error is at most `error` > 0, +∞ where every width is. Throws
/// INVALID_ARGUMENT, MOMENT_DIVERGES, and TARGET_UNREACHABLE where f jumps by more than 2 error.
double widthForError(NonSmooth f, Kernel kernel, double error);

} // namespace lemmata::smoothing
