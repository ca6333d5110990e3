/** Asks before a file that came from outside closes results that were not saved. */
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';

export function OfferedDialog() {
  const { state, dispatch, act } = useUnderstudy();
  const { offered, work } = state;
  const leave = (): void => dispatch({ type: 'offered', file: null });
  const busy = work.state !== 'idle';
  return (
    <ModalOverlay
      className="overlay"
      isOpen={offered !== null}
      onOpenChange={(open) => (open ? undefined : leave())}
      isDismissable
    >
      <Modal className="modal">
        <Dialog role="alertdialog" className="dialog">
          <Heading slot="title">Open “{offered?.name}”?</Heading>
          <p>
            {busy
              ? 'Understudy is still working on the open table. Stop that work first, then open the file.'
              : 'The open table has results that were not saved. Opening another file closes them.'}
          </p>
          <div className="dialog-actions">
            <Button className="button" onPress={leave} autoFocus>
              {busy ? 'Close' : 'Keep this table'}
            </Button>
            {busy || offered === null ? null : (
              <Button
                className="button"
                data-variant="primary"
                onPress={() => {
                  leave();
                  void act.openTable(offered);
                }}
              >
                Open the file
              </Button>
            )}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
