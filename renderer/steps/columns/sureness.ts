/** How sure a proposal is, in whole per cent: more digits would claim what a rule of thumb cannot know. */
export function sureness(confidence: number): string {
  return `${Math.round(100 * confidence)}% sure`;
}
