#include <array>

#include "battery.hpp"
#include "smoothing/activation.hpp"
#include "smoothing/convolve.hpp"
#include "smoothing/extremum.hpp"
#include "smoothing/function.hpp"
#include "smoothing/kernel.hpp"
#include "smoothing/smooth.hpp"

namespace lemmata::battery {

using namespace smoothing;

namespace {

/// To the far tails.
template <class T> std::vector<T> places(Draw &d) { return d.numbers<T>(d.whole(1, 300), -40, 40); }

template <class T> void kernels(Draw &d, Hash &h) {
  const auto x = places<T>(d);
  std::vector<T> y(x.size());
  for (int kernel = 0; kernel < kernelCount; ++kernel)
    for (const Order order : {Order::Cdf, Order::Density, Order::Slope}) {
      evaluate<T>(static_cast<Kernel>(kernel), order, d.number(0.1, 9), x, y);
      h.add(y);
      leftTail<T>(static_cast<Kernel>(kernel), Order::Ramp, 2, x, y);
      h.add(y);
    }
}

template <class T> void smoothed(Draw &d, Hash &h) {
  const auto x = places<T>(d);
  std::vector<T> y(x.size());
  const std::vector<double> knots{-1, 0.5, 2};
  const PiecewiseLinear f{d.unit(), d.unit(), knots, d.numbers(3), d.numbers(3)};
  const Part part{static_cast<int>(d.whole(0, 2)), d.unit() < 0.3};
  const auto [kernel, width] = std::pair{d.one<Kernel>(9), d.number(0.05, 4)};
  smooth<T>(f, kernel, width, part, x, y);
  h.add(y);
}

template <class T> void periodic(Draw &d, Hash &h) {
  const auto x = places<T>(d);
  std::vector<T> y(x.size());
  const auto f = static_cast<NonSmooth>(static_cast<int>(NonSmooth::Floor) + d.whole(0, 3));
  const Part part{static_cast<int>(d.whole(0, 2)), d.unit() < 0.3};
  const auto [kernel, width] = std::pair{d.one<Kernel>(kernelCount), d.number(0.02, 3)};
  smoothPeriodic<T>(f, kernel, width, part, x, y);
  h.add(y);
}

template <class T> void activations(Draw &d, Hash &h) {
  const auto x = places<T>(d);
  std::vector<T> y(x.size());
  for (int name = 0; name < 8; ++name)
    for (int derivative = 0; derivative < 3; ++derivative) {
      activation<T>(static_cast<SmoothActivation>(name), {}, derivative, x, y);
      h.add(y);
    }
  for (int name = 0; name < activationCount; ++name)
    for (int derivative = 0; derivative < 3; ++derivative) {
      activate<T>(static_cast<Activation>(name), x, derivative, y);
      h.add(y);
    }
}

} // namespace

const std::vector<Call> smoothingCalls{
    {"kernels", kernels<double>},
    {"kernels float32", kernels<float>},
    {"smooth", smoothed<double>},
    {"smooth float32", smoothed<float>},
    {"smoothPeriodic", periodic<double>},
    {"smoothPeriodic float32", periodic<float>},
    {"activations", activations<double>},
    {"activations float32", activations<float>},
    {"convolve",
     [](Draw &d, Hash &h) {
       const std::array kink{0.5};
       Convolution g{d.one<Kernel>(7), d.number(0.05, 2), {}, kink, d.number(-2, 2), 1e-9};
       while (!g.points().empty()) {
         std::vector<double> values;
         for (const double x : g.points())
           values.push_back(x * x + std::abs(x - 0.5));
         g.take(values);
       }
       h.add(g.value(), g.error());
     }},
    {"maximum",
     [](Draw &d, Hash &h) {
       const auto x = d.numbers(d.whole(1, 400), -30, 30);
       const double sharpness = d.number(0.1, 30);
       h.add(maximum(x, sharpness, true), minimum(x, sharpness, false));
     }},
    {"maxError",
     [](Draw &d, Hash &h) {
       const auto f = d.one<NonSmooth>(15);
       const auto kernel = d.one<Kernel>(9);
       const double width = d.number(0.51, 3);
       h.add(maxError(f, kernel, width), widthForError(f, kernel, width));
     }},
};

} // namespace lemmata::battery
