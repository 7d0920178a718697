import { Body, Controller, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessGuard, CurrentParty, Requires } from '#access';
import type { Principal } from '#access';
import { entryCode } from '#contracts';
import type { EntryKind } from '#contracts';
import type { Party } from '#domain';
import { Described, Fails, Found } from '../documents/describe.js';
import { bodyPipe, JsonObjectPipe } from '../http/validation.js';
import type { EntryChange } from '../registry/registry-changes.js';
import { GoLiveRequest, RegisterPartyRequest } from './joining.dto.js';
import { Joining } from './joining.js';

const partyParameter = { name: 'party', example: 'bekasi-pangan' };

/** How the hub lets a party join. */
@ApiTags('Joining')
@Controller('v1/parties')
@UseGuards(AccessGuard)
@Requires('parties:write')
@ApiBearerAuth()
export class PartiesController {
  constructor(@Inject(Joining) private readonly joining: Joining) {}

  @Post()
  @HttpCode(201)
  @ApiBody({ type: RegisterPartyRequest })
  @Described(
    'Daftarkan pihak baru beserta wilayah, tempat, jalur, dan perjanjiannya, lalu undang',
    'Register a party with its regions, places, lanes and agreements, and invite it',
  )
  @ApiResponse({
    status: 201,
    description: 'Registered',
    schema: { $ref: '#/components/schemas/Registered' },
  })
  @Fails(
    'BAD_BODY',
    'KEY_MISSING',
    'FORBIDDEN',
    'NOT_YOUR_HUB',
    'PARTY_EXISTS',
    'ENTRY_CHANGED',
    'REGISTRY_REFUSED',
  )
  register(@Body(JsonObjectPipe, bodyPipe) body: RegisterPartyRequest, @CurrentParty() by: Principal) {
    const { regions = [], places = [], lanes = [], agreements = [] } = body;
    const others = [
      ...regions.map((value) => added('region', value)),
      ...places.map((value) => added('place', value)),
      ...lanes.map((value) => added('lane', value)),
      ...agreements.map((value) => added('agreement', value)),
    ];
    // Its shape is checked with everything else that is to be written.
    const code = entryCode('party', body.party);
    const party = { ...body.party, code } as unknown as Omit<Party, 'status'>;
    return this.joining.register(by, party, others, body.reason);
  }

  @Post(':party/invitations')
  @HttpCode(201)
  @ApiParam(partyParameter)
  @Described('Undang (lagi); undangan sebelumnya gugur', 'Invite (again); an earlier invitation ends')
  @ApiResponse({ status: 201, description: 'Invited', schema: { $ref: '#/components/schemas/Invitation' } })
  @Fails('KEY_MISSING', 'FORBIDDEN', 'NOT_FOUND', 'PARTY_LIVE')
  invite(@Param('party') party: string, @CurrentParty() by: Principal) {
    return this.joining.inviteAgain(by, party);
  }

  @Get(':party/joining')
  @ApiParam(partyParameter)
  @Found('JoiningState', 'Sampai di mana pihak ini bergabung', 'How far a party has joined', ['NOT_FOUND'])
  @Fails('KEY_MISSING', 'FORBIDDEN')
  state(@Param('party') party: string, @CurrentParty() by: Principal) {
    return this.joining.state(by, party);
  }

  @Post(':party/go-live')
  @HttpCode(200)
  @ApiParam(partyParameter)
  @ApiBody({ type: GoLiveRequest })
  @Found('WentLive', 'Aktifkan pihak yang ujinya hijau', 'Let a party go live whose run is green', [
    'NOT_FOUND',
  ])
  @Fails('BAD_BODY', 'KEY_MISSING', 'FORBIDDEN', 'PARTY_LIVE', 'CONFORMANCE_OPEN', 'KAFKA_UNAVAILABLE')
  goLive(
    @Param('party') party: string,
    @Body(JsonObjectPipe, bodyPipe) { reason }: GoLiveRequest,
    @CurrentParty() by: Principal,
  ) {
    return this.joining.goLive(by, party, reason);
  }
}

function added(kind: EntryKind, value: Record<string, unknown>): EntryChange {
  return { kind, code: entryCode(kind, value), value, expectedVersion: 0 };
}
