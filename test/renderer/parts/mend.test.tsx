import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Mend } from '../../../renderer/parts/Mend.tsx';

test('what stands in it is shown until it fails', () => {
  expect(renderToStaticMarkup(<Mend>the window</Mend>)).toBe('the window');
});

test('after a fault it says what became of the work and how to go on, not what the error said', () => {
  const mend = new Mend({ children: 'the window' });
  Object.assign(mend.state, Mend.getDerivedStateFromError());
  const markup = renderToStaticMarkup(mend.render());
  expect(markup).toContain('Nothing was written');
  expect(markup).toContain('Go back');
  expect(markup).not.toContain('the window</');
});
