/** A report: what was done to which table and what was found. Data only; `renderer/report` draws it. */
import type { ProtectionNote } from '../codec/codec.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { Decision } from '../release/decision.ts';
import type { Kind, Treatment } from '../table/schema.ts';

export interface Report extends Evaluation {
  readonly format: 'understudy-report';
  readonly version: 1;
  readonly software: { readonly name: 'understudy'; readonly version: string };
  readonly table: {
    readonly name: string;
    readonly rows: number;
    readonly trainRows: number;
    readonly holdoutRows: number;
    /** `file`: a separate holdout was given; `split`: part of the rows was kept out of training. */
    readonly holdoutFrom: 'file' | 'split' | 'none';
    readonly syntheticRows: number;
    readonly columns: readonly {
      readonly name: string;
      readonly kind: Kind;
      readonly treatment: Treatment;
    }[];
  };
  /** Null when a synthetic table made elsewhere was evaluated. */
  readonly made: {
    readonly generator: string;
    readonly preset: string;
    readonly seed: number;
    /** The formal guarantee, or the sentence that there is none. */
    readonly guarantee: string;
    readonly protection: readonly ProtectionNote[];
  } | null;
  /** What the reader of the file found and did: dialect in words, problem rows, columns it was unsure of. */
  readonly notes: readonly string[];
  /** Null until somebody has reviewed. */
  readonly decision: Decision | null;
}
