/** Real files, opened as a person would: kinds, roles and the traps that their README names, one by one. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from '../../../models/io/csv/readCsv.ts';
import type { RawTable } from '../../../models/io/csv/rawTable.ts';
import { inferColumns, type ProposedColumn } from '../../../models/table/infer.ts';
import { tableOf } from '../../../models/table/interpret.ts';
import { examine, type QualityFinding } from '../../../models/table/quality.ts';
import type { Kind } from '../../../models/table/schema.ts';
import { quietRun } from '../io/csv/quietRun.ts';

const folder = '../shared/data';

/** Columns by kind, names apart by bars. Every column of the file is named. */
type Kinds = Partial<Readonly<Record<Kind, string>>>;

interface File {
  readonly kinds: Kinds;
  readonly known: string;
  readonly sensitive: string;
  /** Missing tokens besides the empty text, by column, with the cells that hold one of them. */
  readonly tokens?: Readonly<Record<string, readonly [token: string, cells: number]>>;
  readonly regenerated?: string;
  /** Columns that stand exactly where another one says so. */
  readonly structural?: string;
  readonly quality?: readonly (readonly [id: string, columns: string, count?: number])[];
}

const notApplicable = ['-9', 526] as const;
const adult: File = {
  kinds: {
    integer: 'age|fnlwgt|education-num|capital-gain|capital-loss|hours-per-week',
    category: 'workclass|education|marital-status|occupation|relationship|race|sex|native-country|income',
  },
  known:
    'age|workclass|education|education-num|marital-status|occupation|relationship|race|sex|native-country',
  sensitive: 'capital-gain|capital-loss|income',
  tokens: { workclass: ['?', 1390], occupation: ['?', 1392], 'native-country': ['?', 448] },
  quality: [
    ['same-information', 'education|education-num'],
    ['heavy-skew', 'capital-gain'],
    ['rare-categories', 'native-country'],
    ['capped', 'capital-gain'],
  ],
};

const files: Readonly<Record<string, File>> = {
  adult_trn: adult,
  'credit-default_trn': {
    kinds: {
      category: 'SEX|EDUCATION|MARRIAGE|default payment next month',
      ordinal: 'PAY_0|PAY_2|PAY_3|PAY_4|PAY_5|PAY_6',
      integer: 'AGE|BILL_AMT1',
      decimal:
        'LIMIT_BAL|BILL_AMT2|BILL_AMT3|BILL_AMT4|BILL_AMT5|BILL_AMT6|PAY_AMT1|PAY_AMT2|PAY_AMT3|PAY_AMT4|PAY_AMT5|PAY_AMT6',
    },
    known: 'SEX|EDUCATION|MARRIAGE|AGE',
    sensitive:
      'LIMIT_BAL|PAY_0|PAY_2|PAY_3|PAY_4|PAY_5|PAY_6|BILL_AMT1|BILL_AMT2|BILL_AMT3|BILL_AMT4|BILL_AMT5|BILL_AMT6|PAY_AMT1|PAY_AMT2|PAY_AMT3|PAY_AMT4|PAY_AMT5|PAY_AMT6|default payment next month',
  },
  california_housing: {
    kinds: {
      latitude: 'latitude',
      longitude: 'longitude',
      decimal:
        'housing_median_age|total_rooms|total_bedrooms|population|households|median_income|median_house_value',
      category: 'ocean_proximity',
    },
    known: 'longitude|latitude|housing_median_age',
    sensitive: 'median_income',
    tokens: { total_bedrooms: ['', 207] },
    // 965 rows at 500001, 1,273 at 52 and 49 at 15.0001: counted with pandas' value_counts().
    quality: [
      ['capped', 'median_house_value', 965],
      ['capped', 'housing_median_age', 1273],
      ['capped', 'median_income', 49],
    ],
  },
  telco_churn: {
    kinds: {
      identifier: 'customerID',
      category:
        'gender|SeniorCitizen|MultipleLines|InternetService|OnlineSecurity|OnlineBackup|DeviceProtection|TechSupport|StreamingTV|StreamingMovies|Contract|PaymentMethod',
      boolean: 'Partner|Dependents|PhoneService|PaperlessBilling|Churn',
      integer: 'tenure',
      decimal: 'MonthlyCharges|TotalCharges',
    },
    known: 'gender|SeniorCitizen|Partner|Dependents',
    sensitive: 'MonthlyCharges|TotalCharges|Churn',
    tokens: { TotalCharges: [' ', 11] },
    regenerated: 'customerID',
    structural:
      'MultipleLines|OnlineSecurity|OnlineBackup|DeviceProtection|TechSupport|StreamingTV|StreamingMovies',
  },
  census2011_teaching_50k: {
    kinds: {
      identifier: 'Person ID',
      category:
        'Region|Residence Type|Family Composition|Population Base|Sex|Marital Status|Student|Country of Birth|Health|Ethnic Group|Religion|Economic Activity|Occupation|Industry',
      ordinal: 'Age|Hours worked per week|Approximated Social Grade',
    },
    known: 'Region|Sex|Age|Marital Status|Student|Country of Birth|Ethnic Group|Religion|Occupation|Industry',
    sensitive: 'Health|Ethnic Group|Religion|Approximated Social Grade',
    tokens: {
      'Family Composition': ['-9', 656],
      'Country of Birth': notApplicable,
      Health: notApplicable,
      'Ethnic Group': notApplicable,
      Religion: notApplicable,
    },
    regenerated: 'Person ID',
    structural: 'Country of Birth|Health|Ethnic Group|Religion',
    quality: [['constant', 'Residence Type', 50_000]],
  },
  birdstrikes: {
    kinds: {
      date: 'Flight Date',
      category:
        'Airport Name|Aircraft Make Model|Effect Amount of damage|Aircraft Airline Operator|Origin State|Phase of flight|Wildlife Species|Time of day',
      ordinal: 'Wildlife Size',
      integer: 'Cost Other|Cost Repair|Cost Total $|Speed IAS in knots',
    },
    known: 'Origin State',
    sensitive: '',
    tokens: { 'Speed IAS in knots': ['', 2836] },
    quality: [['rare-categories', 'Aircraft Make Model', 112]],
  },
  nist_national2019: {
    kinds: {
      category: 'PUMA|SEX|MSP|HISP|RAC1P|HOUSING_TYPE|OWN_RENT|INDP|INDP_CAT|DVET|DREM|DPHY|DEYE|DEAR',
      ordinal: 'EDU|PINCP_DECILE',
      integer: 'AGEP|NOC|NPF|POVPIP|PWGTP|WGTP',
      decimal: 'DENSITY|PINCP',
    },
    known: 'PUMA|AGEP|SEX|MSP|HISP|RAC1P|NOC|NPF|HOUSING_TYPE|OWN_RENT|INDP|INDP_CAT|EDU',
    sensitive: 'PINCP|PINCP_DECILE|POVPIP|DVET|DREM|DPHY|DEYE|DEAR',
    tokens: { MSP: ['N', 4247], NPF: ['N', 8043], INDP: ['N', 10_929], DVET: ['N', 26_906] },
    structural: 'MSP|NOC|EDU|PINCP|PINCP_DECILE|DREM|DPHY',
    quality: [['nearly-empty', 'DVET', 347]],
  },
  adult_dp_domain: {
    kinds: {
      integer: 'age|fnlwgt|education-num|capital-gain|capital-loss|hours-per-week',
      category: 'workclass|marital-status|occupation|relationship|race|sex|native-country|income>50K',
    },
    known: 'age|workclass|education-num|marital-status|occupation|relationship|race|sex|native-country',
    sensitive: 'capital-gain|capital-loss|income>50K',
  },
};

const names = (list: string): string[] => (list === '' ? [] : list.split('|'));

describe.runIf(existsSync(folder)).each(Object.keys(files))('%s', (file) => {
  const {
    kinds,
    known,
    sensitive,
    tokens = {},
    regenerated = '',
    structural = '',
    quality = [],
  } = files[file];
  let raw: RawTable;
  let columns: readonly ProposedColumn[];
  let findings: readonly QualityFinding[];
  beforeAll(async () => {
    raw = await readCsv(`${folder}/${file}.csv.gz`, { dialect: null, ragged: 'stop' }, quietRun());
    columns = await inferColumns(raw, quietRun());
    const table = tableOf(
      raw,
      columns.map(({ schema }) => schema),
    );
    findings = await examine(table, quietRun());
  }, 60_000);
  const chosen = (test_: (column: ProposedColumn) => boolean): string[] =>
    columns.filter(test_).map(({ schema }) => schema.name);

  test('every column is of the kind that the README gives it', () => {
    const expected = Object.entries(kinds).flatMap(([kind, list]) => names(list).map((name) => [name, kind]));
    const got = columns.map(({ schema }) => [schema.name, schema.kind]);
    expect(Object.fromEntries(got)).toEqual(Object.fromEntries(expected));
    expect(raw.problemCount).toBe(0);
  });

  test('roles', () => {
    expect(chosen(({ schema }) => schema.known)).toEqual(names(known));
    expect(chosen(({ schema }) => schema.sensitive)).toEqual(names(sensitive));
    expect(chosen(({ schema }) => schema.treatment !== 'model')).toEqual(names(regenerated));
  });

  test('missing tokens, and no more of them than there are', () => {
    const tokened = chosen(({ schema }) => schema.missingTokens.length > 1);
    for (const name of tokened) if (!(name in tokens)) expect(['-9', 'N']).toContain(tokenOf(name));
    for (const [name, [token, cells]] of Object.entries(tokens)) {
      const at = columns.findIndex(({ schema }) => schema.name === name);
      expect([name, columns[at].schema.missingTokens]).toEqual([name, token === '' ? [''] : [token, '']]);
      expect([name, columns[at].evidence]).toEqual([
        name,
        expect.stringContaining(`${cells.toLocaleString('en-US')} of `),
      ]);
    }
  });
  const tokenOf = (name: string): string | undefined =>
    columns.find(({ schema }) => schema.name === name)?.schema.missingTokens[0];

  test('what is empty by rule', () => {
    expect(chosen((column) => column.structural !== undefined)).toEqual(
      expect.arrayContaining(names(structural)),
    );
  });

  test('what is odd about it', () => {
    for (const [id, list, count] of quality) {
      const finding = findings.find((each) => each.id === id && each.columns.join('|') === list);
      expect([id, list, finding === undefined ? null : (count ?? finding.count)]).toEqual([
        id,
        list,
        finding?.count,
      ]);
    }
  });
});
