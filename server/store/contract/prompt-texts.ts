/** A tenant's own texts of hosted pages. @module */

/** Texts by screen and key, under Auth0's names. */
export interface PromptTexts {
  [screen: string]: { [key: string]: string }
}

export interface PromptTextStore {
  /** @param language a tag such as `pt-BR` */
  findPromptTexts(tenant_id: string, prompt: string, language: string): Promise<PromptTexts | undefined>
  /**
   * Every text of a language and of its regions.
   *
   * @param language without a region, such as `pt`
   * @returns texts without a region last: those count most
   */
  listPromptTexts(tenant_id: string, language: string): Promise<{ prompt: string; texts: PromptTexts }[]>
  /** Replaces the texts of a prompt. @param texts undefined removes them */
  savePromptTexts(
    tenant_id: string,
    prompt: string,
    language: string,
    texts: PromptTexts | undefined,
  ): Promise<void>
}
