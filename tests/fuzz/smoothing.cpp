#include "oracle.hpp"
#include "smoothing/activation.hpp"
#include "smoothing/convolve.hpp"
#include "smoothing/extremum.hpp"
#include "smoothing/smooth.hpp"

namespace lemmata::fuzz {

namespace {

using namespace smoothing;

double width(Input &in) {
  return in.below(4) == 0 ? in.any()
                          : in.unit() * std::pow(10, static_cast<double>(in.below(7)) - 3);
}

template <class T> std::vector<T> points(Input &in, std::size_t size) {
  const auto x = in.spoiled(size);
  return {x.begin(), x.end()};
}

template <class T> void kernels(Input &in) {
  const auto kernel = in.choice<Kernel>(kernelCount);
  const auto x = points<T>(in, in.below(12));
  const double w = width(in);
  std::vector<T> ramp(x.size()), cdf(x.size()), density(x.size());
  if (!attempt([&] { evaluate<T>(kernel, Order::Cdf, w, x, cdf); }) ||
      !attempt([&] { evaluate<T>(kernel, Order::Density, w, x, density); }))
    return;
  const bool ramped = attempt([&] { evaluate<T>(kernel, Order::Ramp, w, x, ramp); }).has_value();
  const double slack = sizeof(T) == 4 ? 1e-5 : 1e-12;
  for (std::size_t i = 0; i < x.size(); ++i) {
    expect(cdf[i] >= -slack && cdf[i] <= 1 + slack, "a distribution function is from 0 to 1",
           {static_cast<double>(kernel), w, x[i], cdf[i]});
    expect(density[i] >= 0, "a density is not negative",
           {static_cast<double>(kernel), w, x[i], density[i]});
    if (ramped)
      expect(ramp[i] >= std::max(0.0, double(x[i])) * (1 - slack) - slack * w,
             "a ramp is above max(x, 0)", {static_cast<double>(kernel), w, x[i], ramp[i]});
    for (std::size_t j = 0; j < i; ++j)
      expect(x[j] < x[i] ? cdf[j] <= cdf[i] + slack : x[j] == x[i] || cdf[j] >= cdf[i] - slack,
             "a distribution function grows",
             {static_cast<double>(kernel), w, x[j], cdf[j], x[i], cdf[i]});
  }
}

template <class T> void smoothed(Input &in) {
  const auto f = in.choice<NonSmooth>(15);
  const auto kernel = in.choice<Kernel>(kernelCount);
  const Part part{static_cast<int>(in.below(3)), in.flip()};
  const auto x = points<T>(in, in.below(8));
  const double w = width(in);
  std::vector<T> y(x.size());
  if (periodic(f)) {
    if (attempt([&] { smoothPeriodic<T>(f, kernel, w, part, x, y); }) && part.derivative == 0)
      for (std::size_t i = 0; i < x.size(); ++i)
        if (std::abs(double(x[i])) < 1e6 && f != NonSmooth::Frac)
          expect(std::abs(y[i] - x[i]) <= 1.01 + (sizeof(T) == 4 ? 1 : 0),
                 "a smoothed floor, ceil or round is within 1 of x",
                 {static_cast<double>(f), static_cast<double>(kernel), w, x[i], y[i]});
    return;
  }
  Parameters parameters;
  if (in.flip())
    parameters = {in.any(), in.any(), in.any(), in.any()};
  const auto exact = attempt([&] { return piecewiseLinear(f, parameters); });
  if (!exact || !attempt([&] { smooth<T>(*exact, kernel, w, part, x, y); }))
    return;
  if (part.derivative == 0 && !in.flip() && parameters.slope == 0.01 && exact->bounded())
    for (std::size_t i = 0; i < x.size(); ++i)
      expect(std::abs(y[i]) <= 6.001, "smoothing keeps bounds",
             {static_cast<double>(f), static_cast<double>(kernel), w, x[i], y[i]});
}

void pieces(Input &in) {
  const std::size_t n = in.below(5);
  auto knots = in.spoiled(n);
  if (in.below(8) > 0)
    std::ranges::sort(knots);
  const auto jumps = in.spoiled(n), bends = in.spoiled(in.below(32) == 0 ? in.below(5) : n);
  const auto f = attempt(
      [&] { return PiecewiseLinear(in.below(8) == 0 ? in.any() : 0, 1, knots, jumps, bends); });
  if (!f)
    return;
  const auto x = points<double>(in, in.below(6));
  std::vector<double> y(x.size());
  f->evaluate<double>(x, static_cast<int>(in.below(2)), y);
  attempt([&] {
    smooth<double>(*f, in.choice<Kernel>(kernelCount), width(in),
                   Part{static_cast<int>(in.below(3)), in.flip()}, x, y);
  });
}

void errors(Input &in) {
  const auto f = in.choice<NonSmooth>(15);
  const auto kernel = in.choice<Kernel>(kernelCount);
  const double w = width(in);
  const auto error = attempt([&] { return maxError(f, kernel, w); });
  if (!error)
    return;
  expect(*error >= 0, "an error is not negative", {*error});
  if (const auto back = attempt([&] { return widthForError(f, kernel, *error); }))
    expect(close(*back, w, 1e-6) || *back >= w * (1 - 1e-6),
           "the width for a width's error is no smaller",
           {static_cast<double>(f), static_cast<double>(kernel), w, *error, *back});
  attempt([&] { return widthForError(f, kernel, in.any()); });
}

template <class T> void activations(Input &in) {
  ActivationParameters p;
  if (in.flip())
    p = {in.any(), in.any(), in.any(), in.any(), in.any()};
  const auto x = points<T>(in, in.below(8));
  std::vector<T> y(x.size());
  attempt([&] {
    activation<T>(in.choice<SmoothActivation>(8), p, static_cast<int>(in.below(3)), x, y);
  });
}

void extremes(Input &in) {
  const auto x = in.spoiled(in.below(12));
  const double t = in.below(4) == 0 ? in.any() : 1 + in.unit();
  if (const auto m = attempt([&] { return maximum(x, t, false); })) {
    const double top = *std::ranges::max_element(x),
                 most = std::log(static_cast<double>(x.size())) / t;
    expect(*m >= top && (*m <= top + most * (1 + 1e-12) + std::abs(top) * 1e-15),
           "a smooth maximum is at most log(n)/t above max", {t, *m, top, most});
    const auto low = attempt([&] { return minimum(x, t, false); });
    expect(low && *low <= *std::ranges::min_element(x), "a smooth minimum is below min");
  }
  attempt([&] { return maximum(x, t, true); });
}

void convolutions(Input &in) {
  const auto kernel = in.choice<Kernel>(kernelCount);
  std::vector<double> breaks = in.spoiled(in.below(4));
  const Part part{static_cast<int>(in.below(3)), in.flip()};
  const double x = in.moderate(), tolerance = in.below(8) == 0 ? in.any() : 1e-6;
  const std::size_t shape = in.below(4);
  auto g = attempt([&] { return Convolution(kernel, width(in), part, breaks, x, tolerance); });
  std::vector<double> values;
  bool ok = g.has_value();
  for (std::size_t round = 0; ok && !g->points().empty() && round < 300; ++round) {
    values.clear();
    for (const double t : g->points())
      values.push_back(shape == 0   ? std::abs(t)
                       : shape == 1 ? 1 / (1 + t * t)
                       : shape == 2 ? (t > 0 ? 1.0 : 0.0)
                                    : std::sin(t));
    if (round == 3 && in.below(16) == 0)
      values[0] = in.any();
    ok = attempt([&] { g->take(values); }).has_value();
  }
  if (ok && g->points().empty() && part.derivative == 0 && shape > 0)
    expect(std::abs(g->value()) <= 1 + 1e-4 || !(tolerance <= 1e-6), "a convolution keeps bounds",
           {static_cast<double>(kernel), x, g->value(), g->error()});
}

} // namespace

void run(Input &in) {
  switch (in.below(9)) {
  case 0:
    return kernels<double>(in);
  case 1:
    return kernels<float>(in);
  case 2:
    return smoothed<double>(in);
  case 3:
    return smoothed<float>(in);
  case 4:
    return pieces(in);
  case 5:
    return errors(in);
  case 6:
    return in.flip() ? activations<double>(in) : activations<float>(in);
  case 7:
    return extremes(in);
  default:
    return convolutions(in);
  }
}

} // namespace lemmata::fuzz
