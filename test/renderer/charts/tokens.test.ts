/** The palette as numbers: contrast by WCAG 2.2, lightness by CIELAB (both closed forms). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(new URL('../../../renderer/theme/tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';

function linear(hex: string): readonly number[] {
  return [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function lightness(hex: string): number {
  const y = luminance(hex);
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function colour(name: string, theme: Theme): string {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  if (match === null) throw new Error(`No colour --${name}`);
  return theme === 'light' ? match[1] : match[2];
}

describe.each(['light', 'dark'] as const)('%s palette', (theme) => {
  it.each(['ink', 'ink-2', 'accent', 'pass', 'warn', 'fail', 'unmeasured'])(
    '%s is readable on paper and surfaces',
    (name) => {
      for (const ground of ['paper', 'surface', 'surface-2']) {
        expect(contrast(colour(name, theme), colour(ground, theme)), ground).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it.each(['pass', 'warn', 'fail', 'unmeasured'])('%s is readable on its own tint', (name) => {
    expect(contrast(colour(name, theme), colour(`${name}-soft`, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['real', 'synthetic', 'holdout', 'line-strong'])('%s is visible on paper', (name) => {
    expect(contrast(colour(name, theme), colour('paper', theme))).toBeGreaterThanOrEqual(3);
  });

  it('keeps real and synthetic apart by lightness', () => {
    // 20 units of L* are seen apart without any hue.
    expect(
      Math.abs(lightness(colour('real', theme)) - lightness(colour('synthetic', theme))),
    ).toBeGreaterThanOrEqual(20);
  });

  it('orders the heat steps by lightness', () => {
    const steps = [0, 1, 2, 3, 4, 5].map((step) => lightness(colour(`heat-${step}`, theme)));
    const sorted = [...steps].sort((a, b) => (theme === 'light' ? b - a : a - b));
    expect(steps).toEqual(sorted);
  });
});
