#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

#include "numeric/packet.hpp"

using namespace lemmata;

TEST_CASE("min and max keep the first argument where the second is NaN or equal") {
  const f64x2 a{1, NAN}, b{NAN, 1};
  CHECK(lemmata::min(a, b)[0] == 1);
  CHECK(std::isnan(lemmata::min(a, b)[1]));
  CHECK(lemmata::max(a, b)[0] == 1);
  CHECK(std::isnan(lemmata::max(a, b)[1]));
  CHECK(std::signbit(lemmata::min(broadcast(-0.0), broadcast(0.0))[0]));
  CHECK_FALSE(std::signbit(lemmata::min(broadcast(0.0), broadcast(-0.0))[0]));
  CHECK(lemmata::min(f32x4{1, 5, -2, 8}, f32x4{2, 4, -3, 9})[2] == -3);
  CHECK(lemmata::max(f32x4{1, 5, -2, 8}, f32x4{2, 4, -3, 9})[3] == 9);
}

TEST_CASE("a broadcast keeps the sign of zero") {
  CHECK(std::signbit(broadcast(-0.0)[1]));
  CHECK(std::signbit(broadcast(-0.0f)[3]));
}

TEST_CASE("abs takes the sign from zeros, infinities and NaN") {
  CHECK_FALSE(std::signbit(lemmata::abs(broadcast(-0.0))[0]));
  CHECK(lemmata::abs(f32x4{-1, 2, -HUGE_VALF, 0})[2] == HUGE_VALF);
  CHECK_FALSE(std::signbit(lemmata::abs(broadcast(-NAN))[1]));
}

TEST_CASE("lanes are added in the stated order") {
  // 2^24 + 1 is not a float32: any other order gives another sum.
  const float big = 0x1p24f;
  CHECK(sum(f32x4{big, 1, -big, 1}) == 2);
  CHECK(sum(f32x4{big, -big, 1, 1}) == big + 1.0f - big + 1.0f);
  CHECK(sum(f64x2{0x1p53, 1}) == 0x1p53);
}

TEST_CASE("a partial load fills the other lanes and a partial store leaves them alone") {
  const std::array<float, 3> from{1, 2, 3};
  const f32x4 p = loadPartial(from.data(), 3, -1.0f);
  CHECK(p[2] == 3);
  CHECK(p[3] == -1);
  std::array<double, 2> to{7, 8};
  storePartial(to.data(), f64x2{1, 2}, 1);
  CHECK(to[0] == 1);
  CHECK(to[1] == 8);
}

TEST_CASE("packets need no alignment") {
  std::array<double, 5> numbers{0, 1, 2, 3, 4};
  store(&numbers[2], load(&numbers[1]));
  CHECK(numbers[2] == 1);
  CHECK(numbers[3] == 2);
  const std::array<float, 4> singles{0, 0.1f, 3, 4};
  CHECK(loadWide(&singles[1])[0] == double(0.1f));
  CHECK(loadWide(&singles[1])[1] == 3);
}

TEST_CASE("select and zeroWhere choose lane by lane") {
  const f64x2 x{-1, 2};
  const f64x2 chosen = select(x < 0, x, broadcast(9.0));
  CHECK(chosen[0] == -1);
  CHECK(chosen[1] == 9);
  CHECK(zeroWhere(x < 0, x)[0] == 0);
  CHECK(zeroWhere(x < 0, x)[1] == 2);
}

TEST_CASE("any sees a mask in each single lane") {
  for (int lane = 0; lane < 4; ++lane) {
    f32x4 x{};
    CHECK_FALSE(any(x > 0));
    x[lane] = 1;
    CHECK(any(x > 0));
  }
}
