/** A folder as Auth0’s deploy tool writes it for a whole tenant, with fictional data. @module */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const CALLBACKS = ['https://shop.example.com/callback', 'https://*.preview.example.com/callback']

/** Files by their paths, as an export must have them again. A text is a file as it is. */
export const AUTH0_FILES: { readonly [path: string]: object | string } = {
  'tenant.json': {
    friendly_name: 'The shop',
    support_email: 'help@shop.example.com',
    enabled_locales: ['en', 'de'],
    session_lifetime: 100,
    idle_session_lifetime: 50,
    flags: {
      allow_legacy_delegation_grant_types: false,
      disable_clickjack_protection_headers: false,
      revoke_refresh_token_grant: false,
    },
    sandbox_version: '22',
    oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
  },
  'clients/Shop.json': {
    name: 'Shop',
    app_type: 'regular_web',
    callbacks: CALLBACKS,
    allowed_logout_urls: ['https://shop.example.com'],
    grant_types: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
    is_first_party: true,
    oidc_conformant: true,
    cross_origin_authentication: false,
    jwt_configuration: { alg: 'RS256', lifetime_in_seconds: 3_600 },
    refresh_token: { rotation_type: 'rotating', expiration_type: 'expiring', leeway: 0 },
    sso_disabled: false,
    token_endpoint_auth_method: 'client_secret_post',
  },
  'clients/Television.json': {
    name: 'Television',
    app_type: 'native',
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    is_first_party: true,
    oidc_conformant: true,
    token_endpoint_auth_method: 'none',
  },
  'resource-servers/Orders.json': {
    name: 'Orders',
    identifier: 'https://orders.example.com',
    scopes: [{ value: 'read:orders', description: 'Read orders' }],
    signing_alg: 'RS256',
    allow_offline_access: true,
    token_lifetime: 86_400,
    token_lifetime_for_web: 7_200,
    skip_consent_for_verifiable_first_party_clients: true,
  },
  'emails/verify_email.json': {
    template: 'verify_email',
    enabled: true,
    from: 'hello@shop.example.com',
    subject: 'Confirm your address',
    syntax: 'liquid',
    urlLifetimeInSeconds: 432_000,
    body: './verify_email.html',
  },
  'emails/verify_email.html': '<p>Please <a href="{{ url }}">confirm</a>, {{ user.name }}.</p>\n',
  'emails/welcome_email.json': {
    template: 'welcome_email',
    enabled: false,
    from: '',
    subject: 'Welcome',
    syntax: 'liquid',
    body: './welcome_email.html',
  },
  'emails/welcome_email.html': '<p>Welcome, {% if user.name %}{{ user.name }}{% endif %}</p>\n',
  'branding/branding.json': {
    colors: { primary: '#0059d6', page_background: '#ffffff' },
    logo_url: 'https://shop.example.com/logo.png',
  },
  'themes/theme.json': {
    displayName: 'Ours',
    borders: {
      button_border_radius: 3,
      button_border_weight: 1,
      buttons_style: 'rounded',
      input_border_radius: 3,
      input_border_weight: 1,
      inputs_style: 'rounded',
      show_widget_shadow: true,
      widget_border_weight: 0,
      widget_corner_radius: 5,
    },
    colors: Object.fromEntries(
      [
        'body_text error header icons input_background input_border input_filled_text',
        'input_labels_placeholders links_focused_components primary_button primary_button_label',
        'secondary_button_border secondary_button_label success widget_background widget_border',
      ].flatMap((names) => names.split(' ').map((name) => [name, '#0059d6'])),
    ),
    fonts: {
      ...Object.fromEntries(
        ['body_text', 'buttons_text', 'input_labels', 'links', 'subtitle', 'title'].map((name) => [
          name,
          { bold: false, size: 87.5 },
        ]),
      ),
      font_url: '',
      links_style: 'normal',
      reference_text_size: 16,
    },
    page_background: { background_color: '#ffffff', background_image_url: '', page_layout: 'center' },
    widget: {
      header_text_alignment: 'center',
      logo_height: 52,
      logo_position: 'center',
      logo_url: '',
      social_buttons_layout: 'bottom',
    },
  },
  'prompts/prompts.json': { universal_login_experience: 'new', identifier_first: true },
  'prompts/custom-text.json': { en: { login: { login: { title: 'Good to see you' } } } },
  'guardian/factors/otp.json': { enabled: false, name: 'otp' },
  'guardian/factors/sms.json': { enabled: false, name: 'sms' },
  'guardian/policies.json': { policies: [] },
  'guardian/phoneFactorMessageTypes.json': { message_types: [] },
  'attack-protection/brute-force-protection.json': {
    enabled: true,
    shields: ['block', 'user_notification'],
    mode: 'count_per_identifier_and_ip',
    allowlist: [],
    max_attempts: 10,
  },
  'attack-protection/suspicious-ip-throttling.json': {
    enabled: true,
    shields: ['block'],
    allowlist: [],
    stage: {
      'pre-login': { max_attempts: 100, rate: 864_000 },
      'pre-user-registration': { max_attempts: 50, rate: 1_200 },
    },
  },
  'attack-protection/breached-password-detection.json': {
    enabled: false,
    shields: [],
    admin_notification_frequency: [],
    method: 'standard',
  },
  'attack-protection/bot-detection.json': {
    challenge_password_policy: 'never',
    challenge_passwordless_policy: 'never',
    challenge_password_reset_policy: 'never',
    allowlist: [],
    bot_detection_level: 'low',
    monitoring_mode_enabled: false,
  },
  'attack-protection/captcha.json': {
    active_provider_id: 'auth_challenge',
    auth_challenge: { fail_open: false },
  },
  'risk-assessment/settings.json': { settings: { enabled: false }, new_device: { remember_for: 30 } },
  'supplemental-signals.json': { akamai_enabled: false },
}

/** What is exported with less in it, or under another name. */
const SENT_ONLY: typeof AUTH0_FILES = {
  'grants/Shop.json': {
    audience: 'https://orders.example.com',
    client_id: 'Shop',
    scope: ['read:orders'],
    subject_type: 'client',
  },
  'emails/provider.json': {
    name: 'smtp',
    enabled: true,
    default_from_address: 'hello@shop.example.com',
    credentials: { smtp_host: 'smtp.example.com', smtp_port: 587, smtp_user: 'shop', smtp_pass: 'not kept' },
  },
}

/** Writes the folder. */
export function writeAuth0Folder(folder: string): void {
  for (const [path, content] of Object.entries({ ...AUTH0_FILES, ...SENT_ONLY })) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
}
