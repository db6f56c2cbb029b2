/** Tests whether scripts may connect to an address. @module */
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useApi } from '../../api/context.tsx'
import type { Operations } from '../../api/operations.ts'
import { Problem } from '../../shell/part.tsx'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/data.tsx'
import { TextField } from '../../ui/field.tsx'
import { Group } from '../connection-settings/setting.tsx'
import { protectionText } from './text.ts'

const { network: says } = protectionText

type Verdict = Operations['POST /api/v2/test-address']['result']

/** @param props.refusal why the person cannot test an address */
export function AddressTest({ refusal }: { refusal: string | undefined }) {
  const client = useApi()
  const [host, setHost] = useState('')
  const [port, setPort] = useState('')
  const [checked, setChecked] = useState(false)
  const testing = useMutation({
    mutationFn: () =>
      client.call('POST /api/v2/test-address', { body: { host: host.trim(), port: Number(port) } }),
  })
  const hostError = host.trim() === '' ? says.hostMissing : undefined
  const portError =
    /^\d{1,5}$/.test(port.trim()) && Number(port) >= 1 && Number(port) <= 65_535 ? undefined : says.portWrong
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (hostError === undefined && portError === undefined && !testing.isPending) testing.mutate()
  }
  return (
    <Group title={says.title} detail={says.detail}>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={says.host}
          error={checked ? hostError : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={says.hostExample}
          value={host}
          onChange={(event) => {
            setHost(event.target.value)
            testing.reset()
          }}
        />
        <TextField
          className="settings-number"
          label={says.port}
          error={checked ? portError : undefined}
          inputMode="numeric"
          autoComplete="off"
          placeholder="5432"
          value={port}
          onChange={(event) => {
            setPort(event.target.value)
            testing.reset()
          }}
        />
        <div className="row">
          <Button type="submit" writes busy={testing.isPending} blocked={refusal}>
            {says.submit}
          </Button>
        </div>
        {testing.error && <Problem error={testing.error} />}
        {testing.data && <Result verdict={testing.data} />}
      </form>
    </Group>
  )
}

function Result({ verdict: { verdict, rule, message } }: { verdict: Verdict }) {
  if (verdict === 'allowed') {
    const by = rule === 'operator' || rule === 'sample' ? rule : 'public'
    return <Banner tone="ok" live title={says.allowed[by]} />
  }
  return (
    <Banner tone={verdict === 'refused' ? 'bad' : 'warn'} live title={says[verdict]}>
      <p>
        <bdi>{message}</bdi>
      </p>
    </Banner>
  )
}
