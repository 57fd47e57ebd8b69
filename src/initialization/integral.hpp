#pragma once

namespace lemmata::initialization {

/// The Gauss–Legendre rule with ten nodes on [−1, 1]: ± these, with these weights.
struct GaussLegendre {
  static constexpr double node[5] = {0.1488743389816312, 0.4333953941292472, 0.6794095682990244,
                                     0.8650633666889845, 0.9739065285171717};
  static constexpr double weight[5] = {0.2955242247147529, 0.2692667193099963, 0.2190863625159821,
                                       0.1494513491505806, 0.0666713443086881};
};

/// ∫ f(x, context) dx over [from, to], by that rule on each of `panels` equal parts.
double integral(double from, double to, int panels, double (*f)(double, const void *),
                const void *context);

/// The same for a function object: one loop for all of them, which keeps the module small.
template <class Function> double integral(double from, double to, int panels, const Function &f) {
  return integral(
      from, to, panels,
      [](double x, const void *context) { return (*static_cast<const Function *>(context))(x); },
      &f);
}

} // namespace lemmata::initialization
