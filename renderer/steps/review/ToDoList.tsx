/** What a review still lacks. */
import type { ToDo } from '../../review.ts';
import { Notice } from '../../parts/Notice.tsx';

export function ToDoList({ todo }: { readonly todo: readonly ToDo[] }) {
  return (
    <div id="review-todo" role="status">
      {todo.length === 0 ? (
        <Notice tone="pass" title="The review is complete">
          The table can be saved.
        </Notice>
      ) : (
        <Notice tone="info" title="Still to do">
          <ul className="todo">
            {todo.map(({ part, which, says }) => (
              <li key={`${part}-${which}`}>{says}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
