/** The pages of the report that must have been opened; main keeps the list. */
import { Button } from 'react-aria-components';
import type { ReviewPage } from '../../../models/release/decision.ts';
import { Icon } from '../../parts/Icon.tsx';
import { keysOf, pageWords } from '../../words.ts';

const pageSays: Readonly<Record<ReviewPage, string>> = {
  fidelity: 'How well the table stands in for the real one, and what became of each group.',
  privacy: 'What it could give away, next to rows the model never saw, and which rare values survive.',
  method: 'How it was made and what was protected.',
};

export interface PagesToOpenProps {
  readonly opened: readonly ReviewPage[];
  readonly shown: ReviewPage | null;
  /** Null closes the shown page; it stays opened for the record. */
  readonly onOpen: (page: ReviewPage | null) => void;
}

export function PagesToOpen({ opened, shown, onOpen }: PagesToOpenProps) {
  return (
    <section className="panel" aria-labelledby="pages-title">
      <h2 id="pages-title">Pages to read</h2>
      <ul className="pages">
        {keysOf(pageWords).map((page) => {
          const isOpened = opened.includes(page);
          return (
            <li key={page}>
              <Button
                className="page-button"
                data-testid={`review-page-${page}`}
                data-opened={isOpened ? '' : undefined}
                aria-expanded={shown === page}
                onPress={() => onOpen(shown === page ? null : page)}
              >
                <span className="page-mark" aria-hidden="true">
                  {isOpened ? <Icon name="check" /> : null}
                </span>
                <span className="page-text">
                  <strong>{pageWords[page]}</strong>
                  <span className="quiet small">{pageSays[page]}</span>
                </span>
                <span className="page-state">{shown === page ? 'Close' : isOpened ? 'Opened' : 'Open'}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
