import { describe, expect, test } from 'vitest'
import type { Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

const TEXTS = { login: { title: 'Willkommen – ü', description: '' } }

export function describePromptTexts(opened: () => Store): void {
  describe('texts of hosted pages', () => {
    test('are kept by prompt and language, replaced as a whole, and removed', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.savePromptTexts(tenant_id, 'login', 'de', { login: { buttonText: 'Los' } })
      await store.savePromptTexts(tenant_id, 'login', 'de', TEXTS)
      expect(await store.findPromptTexts(tenant_id, 'login', 'de')).toEqual(TEXTS)
      expect(await store.findPromptTexts(tenant_id, 'signup', 'de')).toBeUndefined()
      expect(await store.findPromptTexts(tenant_id, 'login', 'en')).toBeUndefined()
      await store.savePromptTexts(tenant_id, 'login', 'de', undefined)
      expect(await store.findPromptTexts(tenant_id, 'login', 'de')).toBeUndefined()
    })

    test('of a language are listed with those of its regions, which count less, and no other language’s', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      for (const [prompt, language] of [
        ['login', 'pt'],
        ['login', 'pt-BR'],
        ['signup', 'pt-PT'],
        ['login', 'ptx'],
        ['login', 'en'],
      ] as const) {
        await store.savePromptTexts(tenant_id, prompt, language, { [language]: { title: language } })
      }
      const listed = await store.listPromptTexts(tenant_id, 'pt')
      expect(listed.map(({ texts }) => Object.keys(texts)[0])).toEqual(['pt-PT', 'pt-BR', 'pt'])
      expect(listed.map(({ prompt }) => prompt)).toEqual(['signup', 'login', 'login'])
    })

    test('are each tenant’s own, and go with the tenant', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      await store.savePromptTexts(tenant_id, 'login', 'de', TEXTS)
      const other = await newTenant(store)
      expect(await store.findPromptTexts(other, 'login', 'de')).toBeUndefined()
      expect(await store.listPromptTexts(other, 'de')).toEqual([])
      await store.deleteTenant(tenant_id)
      expect(await store.findPromptTexts(tenant_id, 'login', 'de')).toBeUndefined()
    })
  })
}
