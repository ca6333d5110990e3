/** The page of the step a person is at. */
import { useEffect } from 'react';
import { useUnderstudy } from '../context.ts';
import { ColumnsStep } from './columns/ColumnsStep.tsx';
import { GenerateStep } from './generate/GenerateStep.tsx';
import { OpenStep } from './open/OpenStep.tsx';
import { ResultsStep } from './results/ResultsStep.tsx';
import { ReviewStep } from './review/ReviewStep.tsx';
import { SaveStep } from './save/SaveStep.tsx';

/** To be given a new key with each step, so that each begins at its top. */
export function StepPage() {
  useEffect(() => {
    document.getElementById('main')?.scrollTo(0, 0);
  }, []);
  const { state } = useUnderstudy();
  const { step, table, report } = state;
  switch (step) {
    case 'open':
      return <OpenStep />;
    case 'columns':
      return table === null ? null : <ColumnsStep table={table} />;
    case 'generate':
      return table === null ? null : <GenerateStep table={table} />;
    case 'results':
      return report === null ? null : <ResultsStep report={report} />;
    case 'review':
      return report === null ? null : <ReviewStep report={report} />;
    case 'save':
      return report === null ? null : <SaveStep report={report} />;
    default:
      return step satisfies never;
  }
}
