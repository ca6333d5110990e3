/** How the fuzz tests run: `FUZZ_SEED` repeats a run, `FUZZ_RUNS` makes it longer. The seed stands in the test's name. */
import fc from 'fast-check';

export const seed = Number(process.env['FUZZ_SEED'] ?? fc.sample(fc.integer({ min: 0 }), 1)[0]);
export const runs = Number(process.env['FUZZ_RUNS'] ?? 10_000);
