/** How long an application's tokens are valid, and how its refresh tokens rotate. @module */
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { ApiHint, Group, NumberSetting } from '../connection-settings/setting.tsx'
import { FieldProblem } from './basics-group.tsx'
import { applicationText } from './text.ts'
import type { Change, Editing } from './use-application.ts'

const MOST_ID_TOKEN_S = 2_592_000
const MOST_REFRESH_TOKEN_S = 157_788_000
const MOST_LEEWAY_S = 60

type RefreshToken = NonNullable<Change['refresh_token']>

const ROTATIONS = ['rotating', 'non-rotating'] as const

/** The settings that Ferry obeys; each is saved by itself. */
export function TokensGroup({ editing }: { editing: Editing }) {
  const { tokens: says } = applicationText
  const { application, refusal, save } = editing
  const off = refusal !== undefined
  const refresh = refreshOf(application.refresh_token)
  const jwt = jwtOf(application.jwt_configuration)
  const change = (what: string, part: RefreshToken): void =>
    save(what, { refresh_token: { ...application.refresh_token, ...part } as RefreshToken })
  const expires = refresh.expiration_type !== 'non-expiring'
  return (
    <Group title={says.title} detail={says.detail}>
      <NumberSetting
        label={says.idToken}
        hint={<ApiHint option="jwt_configuration.lifetime_in_seconds">{says.idTokenHint}</ApiHint>}
        value={jwt.lifetime_in_seconds}
        placeholder={says.idTokenDefault}
        min={1}
        max={MOST_ID_TOKEN_S}
        disabled={off}
        onSave={(lifetime_in_seconds) => {
          const { lifetime_in_seconds: _, ...others } = jwt
          save(says.idToken, {
            jwt_configuration:
              lifetime_in_seconds === undefined ? others : { ...others, lifetime_in_seconds },
          })
        }}
      />
      <FieldProblem editing={editing} field="jwt_configuration" />
      <Select
        label={says.rotation}
        hint={<ApiHint option="refresh_token.rotation_type">{says.rotationHint}</ApiHint>}
        disabled={off}
        choices={ROTATIONS.map((value) => ({ value, label: says.rotations[value] }))}
        value={refresh.rotation_type ?? 'rotating'}
        onChange={(rotation_type) =>
          rotation_type !== refresh.rotation_type && change(says.rotation, { rotation_type })
        }
      />
      {refresh.rotation_type !== 'non-rotating' && (
        <NumberSetting
          label={says.leeway}
          hint={<ApiHint option="refresh_token.leeway">{says.leewayHint}</ApiHint>}
          value={refresh.leeway}
          min={0}
          max={MOST_LEEWAY_S}
          disabled={off}
          onSave={(leeway = 0) => change(says.leeway, { leeway })}
        />
      )}
      <Switch
        label={says.expires}
        hint={<ApiHint option="refresh_token.expiration_type">{says.expiresHint}</ApiHint>}
        checked={expires}
        disabled={off}
        onChange={(next) => change(says.expires, { expiration_type: next ? 'expiring' : 'non-expiring' })}
      />
      {expires && (
        <>
          <NumberSetting
            label={says.life}
            hint={<ApiHint option="refresh_token.token_lifetime">{says.lifeHint}</ApiHint>}
            value={refresh.infinite_token_lifetime ? undefined : refresh.token_lifetime}
            placeholder={says.noLimit}
            min={1}
            max={MOST_REFRESH_TOKEN_S}
            disabled={off}
            refuse={(value) => tooShort(value, refresh)}
            onSave={(value) =>
              change(
                says.life,
                value === undefined
                  ? { infinite_token_lifetime: true }
                  : { infinite_token_lifetime: false, token_lifetime: value },
              )
            }
          />
          <NumberSetting
            label={says.idle}
            hint={<ApiHint option="refresh_token.idle_token_lifetime">{says.idleHint}</ApiHint>}
            value={refresh.infinite_idle_token_lifetime ? undefined : refresh.idle_token_lifetime}
            placeholder={says.noLimit}
            min={1}
            max={MOST_REFRESH_TOKEN_S}
            disabled={off}
            refuse={(value) => tooLong(value, refresh)}
            onSave={(value) =>
              change(
                says.idle,
                value === undefined
                  ? { infinite_idle_token_lifetime: true }
                  : { infinite_idle_token_lifetime: false, idle_token_lifetime: value },
              )
            }
          />
        </>
      )}
      <FieldProblem editing={editing} field="refresh_token" />
    </Group>
  )
}

/** The server's rule, told before the server refuses. */
function tooShort(life: number | undefined, one: RefreshToken): string | undefined {
  const { idle_token_lifetime: idle = 0, infinite_idle_token_lifetime } = one
  if (life === undefined || infinite_idle_token_lifetime || life >= idle) return undefined
  return applicationText.tokens.atLeast(idle)
}

function tooLong(idle: number | undefined, one: RefreshToken): string | undefined {
  const { token_lifetime: life = 0, infinite_token_lifetime } = one
  if (idle === undefined || infinite_token_lifetime || idle <= life) return undefined
  return applicationText.tokens.atMost(life)
}

/** The API tells these settings with every default filled in. */
function refreshOf(known: unknown): RefreshToken {
  return typeof known === 'object' && known !== null ? (known as RefreshToken) : {}
}

function jwtOf(known: unknown): { lifetime_in_seconds?: number; [name: string]: unknown } {
  return typeof known === 'object' && known !== null ? { ...known } : {}
}
