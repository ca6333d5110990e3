/** Starts the window. */
import { createRoot } from 'react-dom/client';
import './theme/tokens.css';
import './theme/base.css';
import './charts/charts.css';
import './report/report.css';
import './parts/controls.css';
import './parts/shell.css';
import { bridgeOf } from './api.ts';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App bridge={bridgeOf(window)} />);
