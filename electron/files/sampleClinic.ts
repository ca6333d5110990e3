/** Made-up hospital stays: 4,000 rows; formulas ours, chosen to look plausible, taken from no data. */
import { type Random, randomStream } from '../../models/num/random.ts';
import { dateAfter, happens, normal, weighted, whole } from './draw.ts';
import type { MadeUp } from './samples.ts';

interface Ward {
  readonly name: string;
  readonly diagnoses: readonly (readonly [string, number])[];
  /** Median days in hospital and cost of one day. */
  readonly days: number;
  readonly dayCost: number;
}

const wards: Record<'surgery' | 'cardiology' | 'medicine' | 'maternity' | 'paediatrics', Ward> = {
  surgery: {
    name: 'Surgery',
    diagnoses: [
      ['Appendicitis', 4],
      ['Hip fracture', 3],
      ['Gallstones', 3],
      ['Hernia', 2],
    ],
    days: 4,
    dayCost: 1450,
  },
  cardiology: {
    name: 'Cardiology',
    diagnoses: [
      ['Heart failure', 4],
      ['Atrial fibrillation', 3],
      ['Heart attack', 2],
    ],
    days: 6,
    dayCost: 1700,
  },
  medicine: {
    name: 'Internal medicine',
    diagnoses: [
      ['Pneumonia', 5],
      ['Diabetes', 4],
      ['COPD', 3],
      ['Kidney failure', 2],
      ['Anaemia', 1],
    ],
    days: 5,
    dayCost: 980,
  },
  maternity: {
    name: 'Maternity',
    diagnoses: [
      ['Delivery', 9],
      ['Pre-eclampsia', 1],
    ],
    days: 3,
    dayCost: 1100,
  },
  paediatrics: {
    name: 'Paediatrics',
    diagnoses: [
      ['Bronchiolitis', 4],
      ['Asthma', 3],
      ['Gastroenteritis', 3],
    ],
    days: 2,
    dayCost: 1050,
  },
};

export const clinic: MadeUp = {
  header: [
    'patient_id',
    'admitted',
    'ward',
    'diagnosis',
    'age',
    'sex',
    'insurance',
    'emergency',
    'systolic_bp',
    'days_in_hospital',
    'cost_eur',
    'readmitted',
  ],
  rows: 4_000,
  row: (index) => {
    const random = randomStream([2024, 'sample', 'clinic', index]);
    const age = weighted(random, [
      [whole(normal(random) * 4 + 6, 0, 17), 14],
      [whole(normal(random) * 9 + 38, 18, 64), 40],
      [whole(normal(random) * 10 + 73, 50, 99), 46],
    ]);
    const sex = happens(random, 0.53) ? 'female' : 'male';
    const ward = wardOf(random, age, sex);
    const diagnosis = weighted(random, ward.diagnoses);
    const emergency = happens(
      random,
      ward.name === 'Cardiology' || diagnosis === 'Hip fracture' ? 0.78 : 0.34,
    );
    const days = whole(
      ward.days * Math.exp(0.55 * normal(random) + 0.006 * (age - 50) + (emergency ? 0.25 : 0)),
      1,
      90,
    );
    const insurance = weighted(random, [
      ['statutory', 82],
      ['private', 13],
      ['self-pay', 5],
    ]);
    const cost =
      (600 + days * ward.dayCost) * (insurance === 'private' ? 1.35 : 1) * Math.exp(0.18 * normal(random));
    const pressure = happens(random, 0.07) ? '' : whole(108 + 0.42 * age + 14 * normal(random), 70, 230);
    const chance =
      1 / (1 + Math.exp(3.1 - 0.018 * age - 0.05 * days - (diagnosis === 'Heart failure' ? 0.8 : 0)));
    return [
      `P-${String(100_000 + ((index * 7_919) % 900_000)).padStart(6, '0')}`,
      dateAfter(whole(random.uniform() * 640, 0, 640)),
      ward.name,
      diagnosis,
      age,
      sex,
      happens(random, 0.02) ? '' : insurance,
      emergency ? 'yes' : 'no',
      pressure,
      days,
      cost.toFixed(2),
      happens(random, chance) ? 'yes' : 'no',
    ];
  },
};

function wardOf(random: Random, age: number, sex: string): Ward {
  if (age < 16) return wards.paediatrics;
  const maternity = sex === 'female' && age < 45 ? 30 : 0;
  return weighted(random, [
    [wards.surgery, 30],
    [wards.cardiology, age > 55 ? 32 : 6],
    [wards.medicine, 30],
    [wards.maternity, maternity],
  ]);
}
