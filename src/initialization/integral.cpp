#include "initialization/integral.hpp"

namespace lemmata::initialization {

double integral(double from, double to, int panels, double (*f)(double, const void *),
                const void *context) {
  const double half = (to - from) / (2 * panels);
  double total = 0;
  for (int panel = 0; panel < panels; ++panel) {
    const double middle = from + (2 * panel + 1) * half;
    for (int i = 0; i < 5; ++i) {
      const double step = half * GaussLegendre::node[i];
      total += GaussLegendre::weight[i] * (f(middle - step, context) + f(middle + step, context));
    }
  }
  return total * half;
}

} // namespace lemmata::initialization
