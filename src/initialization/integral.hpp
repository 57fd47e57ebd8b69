#pragma once

namespace lemmata::initialization {

/// The Gauss–Legendre rule with ten nodes on [−1, 1]: ± these, with these weights.
struct GaussLegendre {
  static constexpr double node[5] = {0.1488743389816312, 0.4333953941292472, 0.6794095682990244,
                                     0.8650633666889845, 0.9739065285171717};
  static constexpr double weight[5] = {0.2955242247147529, 0.2692667193099963, 0.2190863625159821,
                                       0.1494513491505806, 0.0666713443086881};
};

/// ∫ f over [from, to], by that rule on each of `panels` equal parts.
template <class Function> double integral(double from, double to, int panels, Function f) {
  const double half = (to - from) / (2 * panels);
  double total = 0;
  for (int panel = 0; panel < panels; ++panel) {
    const double middle = from + (2 * panel + 1) * half;
    for (int i = 0; i < 5; ++i) {
      const double step = half * GaussLegendre::node[i];
      total += GaussLegendre::weight[i] * (f(middle - step) + f(middle + step));
    }
  }
  return total * half;
}

} // namespace lemmata::initialization
