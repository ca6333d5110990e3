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
import { Mend } from './parts/Mend.tsx';
import { createStore } from './store.ts';
import { allowEmptyMarkup, type TrustedTypesHost } from './emptyMarkup.ts';

allowEmptyMarkup(window as TrustedTypesHost);

const root = document.getElementById('root');
if (root !== null) {
  const store = createStore();
  createRoot(root).render(
    <Mend>
      <App bridge={bridgeOf(window)} store={store} />
    </Mend>,
  );
}
