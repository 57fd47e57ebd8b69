#include "penalty/head.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/product.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::penalty {

namespace {

std::vector<double> softmaxOf(std::span<const double> h) {
  const double all = logSumExp(h);
  std::vector<double> p(h.size());
  for (std::size_t i = 0; i < h.size(); ++i)
    p[i] = lemmata::exp(h[i] - all);
  return p;
}

double mass(const Head &head) {
  double sum = 0;
  for (const double t : head.vector)
    sum += t;
  return head.vector.size() == 1 ? 1 : sum;
}

} // namespace

void checkHead(const Head &head, std::size_t outputs) {
  check::finite(head.vector, "head");
  if (head.kind == HeadKind::HalfSquare || head.kind == HeadKind::Sum)
    return;
  if (head.kind != HeadKind::CrossEntropy)
    return check::sameSize(head.vector.size(), outputs, "head");
  if (outputs < 2)
    throw Error(ErrorCode::InvalidArgument,
                "the cross-entropy of {found} output is always 0; at least 2 are needed",
                {{"argument", "head"}, {"found", outputs}});
  if (head.vector.size() != 1)
    return check::sameSize(head.vector.size(), outputs, "head");
  const double label = head.vector[0];
  if (!(label >= 0 && label < static_cast<double>(outputs) && label == std::floor(label)))
    throw Error(ErrorCode::InvalidArgument,
                "class {found} is asked for; allowed are whole numbers from 0 to {high}",
                {{"argument", "head"}, {"found", label}, {"high", outputs - 1}});
}

double value(const Head &head, std::span<const double> h, std::span<double> gradient) {
  switch (head.kind) {
  case HeadKind::HalfSquare:
    std::ranges::copy(h, gradient.begin());
    return squaredNorm(h) / 2;
  case HeadKind::Sum:
    std::ranges::fill(gradient, 1.0);
    return sum(h);
  case HeadKind::Cotangent:
    std::ranges::copy(head.vector, gradient.begin());
    return dot(head.vector, h);
  case HeadKind::SquaredError:
    for (std::size_t i = 0; i < h.size(); ++i)
      gradient[i] = h[i] - head.vector[i];
    return squaredNorm(gradient) / 2;
  case HeadKind::CrossEntropy:
    break;
  }
  const double all = logSumExp(h), total = mass(head);
  const std::vector<double> p = softmaxOf(h);
  for (std::size_t i = 0; i < h.size(); ++i)
    gradient[i] = total * p[i];
  if (head.vector.size() == 1) {
    const auto label = static_cast<std::size_t>(head.vector[0]);
    gradient[label] -= 1;
    return all - h[label];
  }
  double loss = 0;
  for (std::size_t i = 0; i < h.size(); ++i) {
    gradient[i] -= head.vector[i];
    loss += head.vector[i] * (all - h[i]);
  }
  return loss;
}

void hessianTimes(const Head &head, std::span<const double> h, std::span<double> u) {
  if (head.kind == HeadKind::Sum || head.kind == HeadKind::Cotangent)
    for (double &value : u)
      value = 0;
  if (head.kind != HeadKind::CrossEntropy)
    return;
  const std::vector<double> p = softmaxOf(h);
  const double mean = dot(p, u), total = mass(head);
  for (std::size_t i = 0; i < u.size(); ++i)
    u[i] = total * p[i] * (u[i] - mean);
}

} // namespace lemmata::penalty
