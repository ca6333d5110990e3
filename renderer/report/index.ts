/** Draws a report: as a file for the command line and the release, section by section for the window. */
export { BiasSection } from './BiasSection.tsx';
export { DecisionSection } from './DecisionSection.tsx';
export { FidelitySection, type FidelitySectionProps } from './FidelitySection.tsx';
export { FindingsSection, type FindingsSectionProps } from './FindingsSection.tsx';
export { MadeSection } from './MadeSection.tsx';
export { MethodSection } from './MethodSection.tsx';
export { PairTable, type PairTableProps } from './PairTable.tsx';
export { PrivacySection } from './PrivacySection.tsx';
export { RareSection } from './RareSection.tsx';
export { ReportPage } from './ReportPage.tsx';
export { renderReport } from './renderReport.tsx';
