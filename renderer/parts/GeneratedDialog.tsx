/** Asks before a table that looks like model output is taken for real. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';

export function GeneratedDialog() {
  const { state, dispatch, act } = useUnderstudy();
  const { table, goesOn, work } = state;
  const found = table?.generated ?? null;
  const asks = found !== null && found.severity !== 'note' && !goesOn && work.state === 'idle';
  return (
    <ModalOverlay className="overlay" isOpen={asks} isKeyboardDismissDisabled>
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">This table looks generated already</Heading>
          <p>{found?.says}</p>
          <div className="dialog-actions">
            <Button
              className="button"
              data-testid="generated-go-on"
              onPress={() => dispatch({ type: 'goesOn' })}
            >
              Go on with it
            </Button>
            <Button
              className="button"
              data-variant="primary"
              data-testid="generated-open-another"
              autoFocus
              onPress={() => void act.chooseTable()}
            >
              Open another table…
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
