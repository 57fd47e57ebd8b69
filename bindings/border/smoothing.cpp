#include "border.hpp"
#include "numeric/check.hpp"
#include "smoothing/activation.hpp"
#include "smoothing/convolve.hpp"
#include "smoothing/extremum.hpp"
#include "smoothing/smooth.hpp"

using namespace lemmata::border;
namespace core = lemmata::smoothing;

namespace {

// Kernels, functions and activations travel as the numbers of their enumerators; results take the
// arguments' place.

template <class T> void kernel(int name, int order, double width, Address x, std::size_t size) {
  core::evaluate<T>(static_cast<core::Kernel>(name), static_cast<core::Order>(order), width,
                    input<T>(x, size), output<T>(x, size));
}

/// Support, E|e| and smoothness.
void kernelFacts(int name, double width, Address result) {
  core::checkWidth(width, "width");
  const auto facts = core::facts(static_cast<core::Kernel>(name));
  const auto out = output<double>(result, 3);
  out[0] = width == 0 ? 0 : width * facts.support;
  out[1] = width == 0 ? 0 : width * facts.meanAbsolute;
  out[2] = width == 0 ? 0 : facts.smoothness;
}

template <class T>
void named(int f, double slope, double low, double high, double threshold, int kernel, double width,
           int derivative, bool inWidth, Address x, std::size_t size) {
  const auto name = static_cast<core::NonSmooth>(f);
  const core::Part part{derivative, inWidth};
  const auto from = input<T>(x, size);
  const auto to = output<T>(x, size);
  if (core::periodic(name))
    return core::smoothPeriodic<T>(name, static_cast<core::Kernel>(kernel), width, part, from, to);
  core::smooth<T>(core::piecewiseLinear(name, {slope, low, high, threshold}),
                  static_cast<core::Kernel>(kernel), width, part, from, to);
}

template <class T>
void piecewise(double offset, double slope, Address knots, std::size_t knotCount, Address jumps,
               std::size_t jumpCount, Address bends, std::size_t bendCount, int kernel,
               double width, int derivative, bool inWidth, Address x, std::size_t size) {
  const core::PiecewiseLinear f(offset, slope, input<double>(knots, knotCount),
                                input<double>(jumps, jumpCount), input<double>(bends, bendCount));
  core::smooth<T>(f, static_cast<core::Kernel>(kernel), width, {derivative, inWidth},
                  input<T>(x, size), output<T>(x, size));
}

template <class T>
void activation(int name, double beta, double a, double slope, double n, double c, int derivative,
                Address x, std::size_t size) {
  core::activation<T>(static_cast<core::SmoothActivation>(name), {beta, a, slope, n, c}, derivative,
                      input<T>(x, size), output<T>(x, size));
}

double maximum(Address x, std::size_t size, double sharpness, bool debias) {
  return core::maximum(input<double>(x, size), sharpness, debias);
}

double minimum(Address x, std::size_t size, double sharpness, bool debias) {
  return core::minimum(input<double>(x, size), sharpness, debias);
}

double maxError(int f, int kernel, double width) {
  return core::maxError(static_cast<core::NonSmooth>(f), static_cast<core::Kernel>(kernel), width);
}

double widthForError(int f, int kernel, double error) {
  return core::widthForError(static_cast<core::NonSmooth>(f), static_cast<core::Kernel>(kernel),
                             error);
}

void checkPoints(Address x, std::size_t size) {
  lemmata::check::finite(input<double>(x, size), "x");
}

// A convolution waits in C++ while JavaScript evaluates its function: no frame of C++ is on the
// stack when that throws.

Address convolveBegin(int kernel, double width, int derivative, bool inWidth, Address breakpoints,
                      std::size_t count, double x, double tolerance) {
  return reinterpret_cast<Address>(
      new core::Convolution(static_cast<core::Kernel>(kernel), width, {derivative, inWidth},
                            input<double>(breakpoints, count), x, tolerance));
}

core::Convolution &convolution(Address handle) {
  return *reinterpret_cast<core::Convolution *>(handle);
}

/// How many values are wanted, and the address of the points.
std::size_t convolvePoints(Address handle, Address address) {
  const auto points = convolution(handle).points();
  *reinterpret_cast<std::uint32_t *>(address) =
      static_cast<std::uint32_t>(reinterpret_cast<Address>(points.data()));
  return points.size();
}

void convolveTake(Address handle, Address values, std::size_t count) {
  convolution(handle).take(input<double>(values, count));
}

double convolveValue(Address handle) { return convolution(handle).value(); }
double convolveError(Address handle) { return convolution(handle).error(); }
void convolveEnd(Address handle) { delete &convolution(handle); }

} // namespace

LEMMATA_EXPORTS(smoothing) = {
    LEMMATA_PAIR("smoothingKernel", "(kernel, order, width, x, size)", kernel),
    LEMMATA_EXPORT("smoothingKernelFacts(kernel, width, result)", kernelFacts),
    LEMMATA_PAIR("smoothingNamed",
                 "(f, slope, low, high, threshold, kernel, width, derivative, inWidth, x, size)",
                 named),
    LEMMATA_PAIR(
        "smoothingPiecewise",
        "(offset, slope, knots, knotCount, jumps, jumpCount, bends, bendCount, kernel, width, "
        "derivative, inWidth, x, size)",
        piecewise),
    LEMMATA_PAIR("smoothingActivation", "(name, beta, a, slope, n, c, derivative, x, size)",
                 activation),
    LEMMATA_EXPORT("smoothingMaximum(x, size, sharpness, debias)", maximum),
    LEMMATA_EXPORT("smoothingMinimum(x, size, sharpness, debias)", minimum),
    LEMMATA_EXPORT("smoothingMaxError(f, kernel, width)", maxError),
    LEMMATA_EXPORT("smoothingWidthForError(f, kernel, error)", widthForError),
    LEMMATA_EXPORT("smoothingCheckPoints(x, size)", checkPoints),
    LEMMATA_EXPORT(
        "smoothingConvolveBegin(kernel, width, derivative, inWidth, breakpoints, count, x, "
        "tolerance)",
        convolveBegin),
    LEMMATA_EXPORT("smoothingConvolvePoints(handle, address)", convolvePoints),
    LEMMATA_EXPORT("smoothingConvolveTake(handle, values, count)", convolveTake),
    LEMMATA_EXPORT("smoothingConvolveValue(handle)", convolveValue),
    LEMMATA_EXPORT("smoothingConvolveError(handle)", convolveError),
    LEMMATA_EXPORT("smoothingConvolveEnd(handle)", convolveEnd),
};
