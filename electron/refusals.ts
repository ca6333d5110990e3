/** Counts refused requests to the network, for the badge that the window shows. */
export interface Refusals {
  /** One more, refused in this process. */
  add(): void;
  /** The number refused in engines since the start. */
  engine(count: number): void;
  count(): number;
}

/** @param onChange is called with the new sum */
export function refusals(onChange: (count: number) => void): Refusals {
  let own = 0;
  let inEngine = 0;
  return {
    add: () => onChange(++own + inEngine),
    engine: (count) => {
      inEngine = count;
      onChange(own + inEngine);
    },
    count: () => own + inEngine,
  };
}
