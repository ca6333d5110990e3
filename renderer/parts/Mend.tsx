/** What is shown when a part of the window itself fails, instead of an empty window; the state is kept outside of it. */
import { Component, type ReactNode } from 'react';
import { Button } from 'react-aria-components';

interface MendState {
  readonly broken: boolean;
}

/** A class because React offers no function for this. The error's own text is not shown: it could hold data. */
export class Mend extends Component<{ readonly children: ReactNode }, MendState> {
  override readonly state: MendState = { broken: false };

  static getDerivedStateFromError(): MendState {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="step step-narrow" role="alert" data-testid="broken">
        <h1>A part of this window failed</h1>
        <p>
          Nothing was written, and the table, your corrections and the results are still there. Go back to
          them; if it happens again, report what you did before.
        </p>
        <p>
          <Button className="button" data-variant="primary" onPress={() => this.setState({ broken: false })}>
            Go back
          </Button>
        </p>
      </main>
    );
  }
}
