/** Runs `work` once the frame that shows what has just been done was made. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work, 0))
}
