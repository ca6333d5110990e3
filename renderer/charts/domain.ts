/** Ends of an axis that several findings share. */
import type { Finding } from '../../models/evaluate/evaluation.ts';
import { measureOf } from './finding.ts';

/** Ends of an axis, both inclusive. */
export type Domain = readonly [low: number, high: number];

/** Least and greatest end an axis may get. */
const whole: Domain = [0, 1];

/**
 * A domain that holds every value, interval and reference of `findings` and every number of `also`, widened to whole
 * steps of a twentieth of its size, within `within` (default 0 to 1). A dot on an axis needs no zero, so the axis may
 * start elsewhere: it is labelled.
 */
export function domainOf(
  findings: readonly Finding[],
  also: readonly number[] = [],
  within: Domain = whole,
): Domain {
  const values = findings.flatMap((finding) => {
    const measure = measureOf(finding);
    if (measure === null) return [];
    const { value, interval, reference } = measure;
    return [value, ...(interval ?? []), ...(reference === null ? [] : [reference])];
  });
  const finite = [...values, ...also].filter(Number.isFinite);
  if (finite.length === 0) return within;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const step = stepFor(high - low);
  const start = Math.max(within[0], Math.floor(low / step - 0.25) * step);
  const end = Math.min(within[1], Math.ceil(high / step + 0.25) * step);
  return start < end ? [tidy(start), tidy(end)] : within;
}

/** 0.002 under a span of 0.002, then 0.01, 0.05, and from a span of 1 on a fifth of its decade. */
function stepFor(span: number): number {
  if (span < 0.002) return 0.002;
  if (span < 0.04) return 0.01;
  return span < 1 ? 0.05 : 10 ** Math.floor(Math.log10(span)) / 5;
}

function tidy(value: number): number {
  return Number(value.toFixed(6));
}
