/** What can be typed: verbs, options and the help text. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command line that cannot be understood; exit code 2. */
export class Usage extends Error {
  override readonly name = 'Usage';
}

export const help = `understudy: make a stand-in for a sensitive table, offline

  understudy inspect FILE [--recipe FILE] [--metadata FILE] [--json]
      How the file is read, its columns with their proposed kinds, warnings, what is odd about the table, rules it
      seems to obey, as a recipe takes them, and which columns go together.

  understudy synthesize FILE --out DIR [--rows N] [--seed N] [--generator trees|independent]
             [--preset balanced|private | --strength 0..100] [--visit-sequence COLUMN,COLUMN]
             [--recipe FILE] [--metadata FILE] [--holdout FILE | --holdout-share 0.2] [--threads N]
             [--where COLUMN=VALUE | --where COLUMN=LOW..HIGH]... [--balance COLUMN:LEVEL=SHARE,LEVEL=SHARE]
             [--fill COLUMN,COLUMN] [--model FILE]
             [--format csv|csv.gz|tsv|parquet|xlsx|jsonl] [--escape-formulas]
             [--reviewer NAME --purpose TEXT [--recipient TEXT] [--legal-basis TEXT]
             [--accept CHECK=REASON]...] [--json] [--quiet]
      Fits, samples, evaluates. Writes synthetic.csv, report.html, report.json, recipe.json and manifest.json
      into DIR once a named person has reviewed; without a reviewer it asks on a terminal, and elsewhere writes
      the report only and exits with 4. --where and --balance make a table of rows that meet conditions, or with
      given shares; --fill one without missing cells in those columns. --strength is a position between the presets,
      0 balanced and 100 private; the window measures what each gives and costs. --visit-sequence names columns that are
      drawn first, in this order: an outcome that is to be predicted from the others keeps its relations best there.
      --format is the table's (and its extension); --escape-formulas puts an apostrophe before texts that a spreadsheet
      would compute. --model saves the fitted model, which is as sensitive as the data.

  understudy sample MODEL --out DIR [--rows N] [--seed N] [--shard I/N] [--threads N] [--format F] [--escape-formulas]
             [--release DIR | --reviewer NAME --purpose TEXT [--recipient TEXT] [--legal-basis TEXT]
             [--accept CHECK=REASON]...] [--json] [--quiet]
      Rows of a saved model, behind the same gate: --release names a release of this model whose decision covers
      seed and rows. Shards one after the other are the whole table (csv, csv.gz, tsv, jsonl). --shard N takes I from
      JOB_COMPLETION_INDEX. --format as above; without it the format of the recipe.

  understudy evaluate --train FILE --synthetic FILE [--holdout FILE] [--recipe FILE] [--metadata FILE] [--out DIR]
             [--seed N] [--threads N] [--json] [--quiet]
      Measures a synthetic table that was made elsewhere.

  understudy impute FILE --out FILE [--columns COLUMN,COLUMN] [--seed N] [--recipe FILE] [--metadata FILE] [--unmarked]
             [--threads N] [--json] [--quiet]
      The real table with its missing cells filled by draws from a model of it, given each row's other cells. The result
      is as sensitive as the data and no synthetic table. Says for each column how near filled cells come to known ones
      that were hidden. Columns <name>_imputed say which cells were filled; --unmarked leaves them out. The name after
      --out says the format; a file that is there is not replaced.

  understudy verify DIR
      Holds a released folder against its manifest.

  understudy --version | --help

Tables: CSV, CSV.gz, TSV, Parquet, Excel (.xlsx), JSON lines. --metadata takes a description of the columns made
elsewhere: SDV metadata or a Frictionless schema. Data and JSON documents go to standard output, everything else to standard error.
Exit codes: 0 done, 1 failure, 2 usage, 3 unusable data, 4 gate not met (report written, table not), 130 interrupted.
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** The options of each verb; the parsers in the verbs' files turn their texts into values. */
export const verbs = {
  inspect: { recipe: text, metadata: text, json: flag, quiet: flag, threads: text },
  synthesize: {
    out: text,
    rows: text,
    seed: text,
    generator: text,
    preset: text,
    strength: text,
    'visit-sequence': text,
    recipe: text,
    metadata: text,
    holdout: text,
    'holdout-share': text,
    threads: text,
    reviewer: text,
    purpose: text,
    recipient: text,
    'legal-basis': text,
    accept: { type: 'string', multiple: true },
    where: { type: 'string', multiple: true },
    balance: text,
    fill: text,
    format: text,
    'escape-formulas': flag,
    model: text,
    json: flag,
    quiet: flag,
  },
  sample: {
    out: text,
    rows: text,
    seed: text,
    shard: text,
    format: text,
    'escape-formulas': flag,
    threads: text,
    release: text,
    reviewer: text,
    purpose: text,
    recipient: text,
    'legal-basis': text,
    accept: { type: 'string', multiple: true },
    json: flag,
    quiet: flag,
  },
  evaluate: {
    train: text,
    synthetic: text,
    holdout: text,
    recipe: text,
    metadata: text,
    out: text,
    seed: text,
    threads: text,
    json: flag,
    quiet: flag,
  },
  impute: {
    out: text,
    columns: text,
    seed: text,
    recipe: text,
    metadata: text,
    unmarked: flag,
    'escape-formulas': flag,
    threads: text,
    json: flag,
    quiet: flag,
  },
  verify: { json: flag, quiet: flag },
} as const satisfies Record<string, ParseArgsConfig['options']>;

export type Verb = keyof typeof verbs;

/** The texts that were typed; absent when they were not. */
export interface Typed {
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

export function isVerb(word: string | undefined): word is Verb {
  return word !== undefined && Object.hasOwn(verbs, word);
}

/** @throws Usage naming the option that is unknown or lacks its value. */
export function parseVerb(verb: Verb, args: readonly string[]): Typed {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: verbs[verb],
      allowPositionals: true,
      strict: true,
    });
    return { values: values as Typed['values'], files: positionals };
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

/** One text option. */
export function textOption({ values }: Typed, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** @throws Usage unless the text is a whole number from `low` to `high`, both inclusive. */
export function wholeOption(typed: Typed, name: string, low: number, high: number): number | undefined {
  const value = textOption(typed, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < low || number > high) {
    throw new Usage(`--${name} takes a whole number from ${low} to ${high}.`);
  }
  return number;
}

/** @throws Usage unless the text is one of `choices`. */
export function choiceOption<Choice extends string>(
  typed: Typed,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = textOption(typed, name);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new Usage(`--${name} takes one of ${choices.join(', ')}.`);
  return choice;
}

/** @throws Usage unless exactly one file or folder was named. */
export function onlyFile({ files }: Typed, what: string): string {
  if (files.length !== 1) throw new Usage(`Name one ${what}; ${files.length} were named.`);
  return files[0];
}
