/** Whether the text reached the clipboard: not without https, nor when the browser asks and is told no. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
