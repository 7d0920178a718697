import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { Described, Fails, Found, Listed } from '../documents/describe.js';
import { Problem } from '../http/problem.js';
import { bodyPipe, JsonObjectPipe, queryPipe } from '../http/validation.js';
import { IssueKeyRequest, RevokeKeyQuery, RotateKeyRequest } from './keys.dto.js';
import { keyLimits, PartyKeys } from './party-keys.js';

const partyParameter = { name: 'party', example: 'e-peken' };
const dayMs = 86_400_000;

/** Keys with which a party's systems speak. */
@ApiTags('Keys')
@Controller('v1/parties/:party/keys')
@UseGuards(AccessGuard)
@Requires('keys:write')
@ApiBearerAuth()
export class KeysController {
  constructor(@Inject(PartyKeys) private readonly keys: PartyKeys) {}

  @Get()
  @ApiParam(partyParameter)
  @Listed(
    'Key',
    'Kunci satu pihak, terbaru dahulu, tanpa rahasianya',
    'Keys of a party, newest first, without secrets',
  )
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_PARTY', 'NOT_FOUND')
  list(@Param('party') party: string, @CurrentParty() by: Principal) {
    return this.keys.list(by, party);
  }

  @Post()
  @HttpCode(201)
  @ApiParam(partyParameter)
  @ApiBody({ type: IssueKeyRequest })
  @Described(
    'Terbitkan kunci; rahasianya hanya ditampilkan sekali ini',
    'Issue a key; its secret is shown this once. It carries no right that the issuer does not have.',
  )
  @ApiResponse({ status: 201, description: 'Issued', schema: { $ref: '#/components/schemas/IssuedKey' } })
  @Fails(
    'BAD_BODY',
    'KEY_MISSING',
    'FORBIDDEN',
    'NOT_YOUR_PARTY',
    'SCOPE_NOT_HELD',
    'NOT_FOUND',
    'KEYS_TOO_MANY',
  )
  issue(
    @Param('party') party: string,
    @Body(JsonObjectPipe, bodyPipe) { label, scopes, expiresAt }: IssueKeyRequest,
    @CurrentParty() by: Principal,
  ) {
    const end = expiresAt === undefined ? undefined : endOf(expiresAt);
    return this.keys.issue(by, party, { label, scopes, expiresAt: end });
  }

  @Post(':keyId/rotate')
  @HttpCode(201)
  @ApiParam(partyParameter)
  @ApiParam({ name: 'keyId' })
  @ApiBody({ type: RotateKeyRequest })
  @Described(
    'Ganti kunci; yang lama masih berlaku selama masa tumpang tindih',
    'Replace a key by a new one with the same rights; the old one works on during the overlap',
  )
  @ApiResponse({ status: 201, description: 'Rotated', schema: { $ref: '#/components/schemas/IssuedKey' } })
  @Fails(
    'BAD_BODY',
    'KEY_MISSING',
    'FORBIDDEN',
    'NOT_YOUR_PARTY',
    'SCOPE_NOT_HELD',
    'NOT_FOUND',
    'KEYS_TOO_MANY',
  )
  rotate(
    @Param('party') party: string,
    @Param('keyId') keyId: string,
    @Body(JsonObjectPipe, bodyPipe) { overlapHours = keyLimits.overlapHoursDefault }: RotateKeyRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.keys.rotate(by, party, keyId, overlapHours);
  }

  @Delete(':keyId')
  @ApiParam(partyParameter)
  @ApiParam({ name: 'keyId' })
  @Found(
    'RevokedKeys',
    'Cabut kunci; berlaku di mana-mana dalam satu detik',
    'Revoke a key; everywhere within a second',
  )
  @Fails('BAD_QUERY', 'KEY_MISSING', 'FORBIDDEN', 'NOT_YOUR_PARTY', 'NOT_FOUND')
  revoke(
    @Param('party') party: string,
    @Param('keyId') keyId: string,
    @Query(queryPipe) { issued }: RevokeKeyQuery,
    @CurrentParty() by: Principal,
  ) {
    return this.keys.revoke(by, party, keyId, issued === 'true');
  }
}

function endOf(expiresAt: string): Date {
  const end = new Date(expiresAt);
  const days = (end.getTime() - Date.now()) / dayMs;
  if (!(days > 0 && days <= keyLimits.daysMax)) {
    const text = {
      id: `expiresAt harus di depan dan paling lama ${keyLimits.daysMax} hari lagi`,
      en: `expiresAt must lie ahead, by ${keyLimits.daysMax} days at most`,
    };
    throw new Problem('BAD_BODY', { errors: [{ path: '/expiresAt', code: 'INVALID', text }] });
  }
  return end;
}
