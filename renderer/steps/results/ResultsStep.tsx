/** Results: the worst finding first, then the pages of the report, columns and pairs to explore, and the synthetic rows. */
import './results.css';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Report } from '../../../models/report/report.ts';
import { useUnderstudy } from '../../context.ts';
import { countOf } from '../../charts/format.ts';
import { Notice } from '../../parts/Notice.tsx';
import { StepHead } from '../../parts/StepHead.tsx';
import { BiasSection } from '../../report/BiasSection.tsx';
import { FidelitySection } from '../../report/FidelitySection.tsx';
import { FindingsSection } from '../../report/FindingsSection.tsx';
import { MadeSection } from '../../report/MadeSection.tsx';
import { MethodSection } from '../../report/MethodSection.tsx';
import { PrivacySection } from '../../report/PrivacySection.tsx';
import { RareSection } from '../../report/RareSection.tsx';
import { ClosestRowsPanel } from './ClosestRows.tsx';
import { Explorer } from './Explorer.tsx';
import { SyntheticRows } from './SyntheticRows.tsx';

export function ResultsStep({ report }: { readonly report: Report }) {
  const { state, dispatch } = useUnderstudy();
  const { table } = report;
  return (
    <div className="step">
      <StepHead
        title="Results"
        says={`${countOf(table.syntheticRows, 'synthetic row')}, learned from ${countOf(table.trainRows, 'row')} and held against ${countOf(table.holdoutRows, 'row')} that the model never saw.`}
        actions={
          <Button
            className="button"
            data-variant="primary"
            onPress={() => dispatch({ type: 'step', step: 'review' })}
          >
            Next: review
          </Button>
        }
      />
      {state.stale ? <StaleNotice /> : null}
      <Tabs className="tabs">
        <TabList aria-label="Results" className="tab-list">
          <Tab id="findings">Findings</Tab>
          <Tab id="columns">Columns and pairs</Tab>
          <Tab id="fidelity">Fidelity</Tab>
          <Tab id="privacy">Privacy</Tab>
          <Tab id="rare">Rare values</Tab>
          <Tab id="bias">Bias</Tab>
          <Tab id="method">Method</Tab>
          <Tab id="rows">Synthetic rows</Tab>
        </TabList>
        <TabPanel id="findings" className="tab-panel report-page">
          <FindingsSection report={report} />
        </TabPanel>
        <TabPanel id="columns" className="tab-panel">
          <Explorer report={report} />
        </TabPanel>
        <TabPanel id="fidelity" className="tab-panel report-page">
          <FidelitySection report={report} />
        </TabPanel>
        <TabPanel id="privacy" className="tab-panel report-page">
          <ClosestRowsPanel />
          <PrivacySection report={report} />
        </TabPanel>
        <TabPanel id="rare" className="tab-panel report-page">
          <RareSection report={report} />
        </TabPanel>
        <TabPanel id="bias" className="tab-panel report-page">
          <BiasSection report={report} />
        </TabPanel>
        <TabPanel id="method" className="tab-panel report-page">
          <MadeSection report={report} />
          <MethodSection report={report} />
        </TabPanel>
        <TabPanel id="rows" className="tab-panel">
          <SyntheticRows report={report} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

/** These results are of an earlier state of the columns. */
export function StaleNotice() {
  const { dispatch } = useUnderstudy();
  return (
    <Notice
      tone="warn"
      title="Columns were changed since this was generated"
      actions={
        <Button className="button" onPress={() => dispatch({ type: 'step', step: 'generate' })}>
          Generate again
        </Button>
      }
    >
      What you see here is the table as it was made before the change.
    </Notice>
  );
}
