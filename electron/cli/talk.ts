/** What the command line says while it works: on standard error, so that standard output stays clean. */
import { styleText } from 'node:util';
import type { CheckStatus } from '../../models/evaluate/evaluation.ts';
import type { Progress } from '../../models/run/run.ts';

export interface Talk {
  say(line: string): void;
  progress(progress: Progress): void;
  /** Removes the progress line, so that what follows starts at the margin. */
  clear(): void;
}

const colours: Record<CheckStatus, 'green' | 'yellow' | 'red' | 'magenta'> = {
  pass: 'green',
  warn: 'yellow',
  fail: 'red',
  unmeasured: 'magenta',
};

/** A progress line is redrawn only on a terminal; elsewhere each stage is one line. */
export function createTalk(quiet: boolean, stream: NodeJS.WriteStream = process.stderr): Talk {
  let shown = '';
  let stageShown = '';
  const clear = (): void => {
    if (shown !== '') stream.write(`\r${' '.repeat(shown.length)}\r`);
    shown = '';
  };
  return {
    clear,
    say: (line) => {
      if (quiet) return;
      clear();
      stream.write(`${line}\n`);
    },
    progress: ({ stage, share, detail, remainingMs }) => {
      if (quiet) return;
      if (!stream.isTTY) {
        if (stage !== stageShown) stream.write(`${stage}\n`);
        stageShown = stage;
        return;
      }
      const left =
        remainingMs === undefined ? '' : `, ${seconds(remainingMs[0])} to ${seconds(remainingMs[1])} left`;
      const line = `${stage} ${Math.round(share * 100)} %${detail === undefined ? '' : `, ${detail}`}${left}`;
      const width = (stream.columns ?? 80) - 1;
      clear();
      shown = line.slice(0, width);
      stream.write(`\r${shown}`);
    },
  };
}

/** A check's status as a word, coloured on a terminal that wants colour. */
export function statusWord(status: CheckStatus): string {
  const word = status.padEnd(10);
  const plain = process.env['NO_COLOR'] !== undefined || !process.stderr.isTTY;
  return plain ? word : styleText(colours[status], word);
}

function seconds(timeMs: number): string {
  return `${Math.max(1, Math.round(timeMs / 1000))} s`;
}
