/** Secrets in a returned profile, second factors and tokens, and how they are kept out of what is shown. @module */
import type { Json, LogLine, Runtime, ScriptCall, ScriptOutcome } from '../../../runtime/index.ts'
import { factorSecrets, maskFactors } from './mfa-factors.ts'
import { maskTokens, tokenSecrets } from './provider-tokens.ts'

type Called = Pick<ScriptCall, 'tenant_id' | 'connection_id' | 'configuration' | 'secrets'>

/** @returns the profile with the values of its factors and tokens masked */
export const maskSecrets = (profile: Json): Json => maskTokens(maskFactors(profile))

/** @returns texts of the returned profile that must not be shown */
export function profileSecrets(outcome: ScriptOutcome): string[] {
  return [...factorSecrets(outcome), ...tokenSecrets(outcome.kind === 'value' ? outcome.value : undefined)]
}

/** @returns the log lines of a run, without the secrets of the profile that it returned */
export async function withoutSecrets(
  { runtime }: { runtime: Pick<Runtime, 'redactValues'> },
  call: Called,
  { outcome, logs }: { outcome: ScriptOutcome; logs: LogLine[] },
): Promise<LogLine[]> {
  const secrets = profileSecrets(outcome)
  if (secrets.length === 0 || logs.length === 0) return logs
  const texts = await runtime.redactValues(
    { ...call, secrets: [...(call.secrets ?? []), ...secrets] },
    logs.map(({ text }) => text),
  )
  return logs.map((line, index) => ({ ...line, text: String(texts[index] ?? '') }))
}
