/** Numbers with their noun. @module */

/**
 * @param plural when it is not the singular with an s
 * @returns the number in the reader's own notation, and the noun in its right form: `1 line`, `2,048 lines`
 */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? singular : plural}`
}
