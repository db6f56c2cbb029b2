/** The form that adds a custom domain. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import { useRefusal } from '../../api/may.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { inSentence } from '../../ui/foreign.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { DOMAINS_KEY } from './queries.ts'
import { domainsText } from './text.ts'

const { add: says } = domainsText

const LONGEST = 253

/** The server decides what a domain is; this finds a pasted address. */
const HOST_LIKE = /^[^\s/:?#@]+\.[^\s/:?#@]+$/

/** The new domain appears in the list, with its TXT record. */
export function AddDomain() {
  const client = useApi()
  const queries = useQueryClient()
  const say = useToast()
  const refusal = useRefusal('create:custom_domains')
  const [typed, setTyped] = useState('')
  const domain = typed.trim()
  const isWrong = domain !== '' && (domain.length > LONGEST || !HOST_LIKE.test(domain))
  const adding = useMutation({
    mutationFn: () => client.call('POST /api/v2/custom-domains', { body: { domain } }),
    onSuccess: async (made) => {
      setTyped('')
      say({ title: says.added(inSentence(made.domain)) })
      await queries.invalidateQueries({ queryKey: DOMAINS_KEY })
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (refusal === undefined && domain !== '' && !isWrong && !adding.isPending) adding.mutate()
  }
  return (
    <Group title={says.title} detail={says.detail}>
      {adding.error && <Problem error={adding.error} />}
      <form className="settings-add" onSubmit={submit} noValidate>
        <TextField
          label={says.domain}
          hint={says.hint}
          error={isWrong ? says.wrong : undefined}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          disabled={refusal !== undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button
          type="submit"
          icon="plus"
          writes
          busy={adding.isPending}
          blocked={refusal ?? (domain === '' || isWrong ? says.wrong : undefined)}
        >
          {says.submit}
        </Button>
      </form>
    </Group>
  )
}
