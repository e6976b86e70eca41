// HubSpot's own client signs, LeadLoop verifies: an independent check of the v3 signature.
//   npm install && node sign.mjs <address of LeadLoop> <source> <public-url> <client secret> <portal-id>
// Ends with 0 when the signed webhook is taken and each spoilt one is refused.
import { Signature } from '@hubspot/api-client'

const [address, source, publicUrl, clientSecret, portalId] = process.argv.slice(2)
if (!portalId) {
  console.error('usage: node sign.mjs <address> <source> <public-url> <client secret> <portal-id>')
  process.exit(2)
}

const event = (value) => [{
  eventId: 1, subscriptionId: 25, portalId: Number(portalId), appId: 1, occurredAt: Date.now(),
  subscriptionType: 'company.propertyChange', attemptNumber: 0, objectId: 1, propertyName: 'name', propertyValue: value,
}]

async function send(body, { url = publicUrl, secret = clientSecret, age = 0, sent = body } = {}) {
  const timestamp = Date.now() - age
  const signature = Signature.getSignature('POST', 'v3', { requestBody: body, clientSecret: secret, url, timestamp })
  const answer = await fetch(`${address}/webhooks/${source}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-HubSpot-Signature-v3': signature,
      'X-HubSpot-Request-Timestamp': String(timestamp),
    },
    body: sent,
  })
  return answer.status
}

const body = JSON.stringify(event('Zoë – 株式会社'))
const checks = [
  ['signed by HubSpot\'s client', 200, await send(body)],
  ['with another secret', 401, await send(body, { secret: 'another' })],
  ['for another address', 401, await send(body, { url: `${publicUrl}/` })],
  ['six minutes old', 401, await send(body, { age: 360_000 })],
  ['six minutes ahead', 401, await send(body, { age: -360_000 })],
  ['with a changed body', 401, await send(body, { sent: JSON.stringify(event('Zoe')) })],
]
for (const [what, expected, status] of checks) {
  console.log(`${status === expected ? 'ok  ' : 'FAIL'} ${what}: ${status}`)
}
process.exit(checks.every(([, expected, status]) => status === expected) ? 0 : 1)
