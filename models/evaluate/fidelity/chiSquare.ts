/** The upper tail of the chi-square law. */

/**
 * P(X > x) for X chi-square with `freedom` degrees of freedom, to about 1e-12 relative: the incomplete gamma function by
 * its series below x = freedom + 2 and by Lentz's continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31).
 * @param x at least 0 @param freedom at least 1
 */
export function chiSquareTail(x: number, freedom: number): number {
  if (x <= 0) return 1;
  const a = freedom / 2;
  const z = x / 2;
  const scale = Math.exp(a * Math.log(z) - z - logGamma(a));
  if (z < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 1000 && term > sum * 1e-16; n++) {
      term *= z / (a + n);
      sum += term;
    }
    return Math.min(1, Math.max(0, 1 - sum * scale));
  }
  let b = z + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 1000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return Math.min(1, scale * fraction);
}

/** log Gamma(x) for x > 0 by Stirling's series after shifting to x >= 10 (Abramowitz & Stegun 6.1.41). */
export function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 10) shift += Math.log(at++);
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
