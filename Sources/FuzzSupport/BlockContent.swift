import PcapngReader
import Wire

/// Looks into a block through the view for its type: all that it gives lies in the block's body.
enum BlockContent {
  static func check(_ block: borrowing Block) throws(Violation) {
    let body = block.body
    var found = 0
    do throws(Truncated) {
      switch block.type {
      case .sectionHeader: found = count(try SectionHeaderBlock(body: body).options)
      case .interfaceDescription:
        found = count(try InterfaceDescriptionBlock(body: body).options)
      case .interfaceStatistics: found = count(try InterfaceStatisticsBlock(body: body).options)
      case .enhancedPacket:
        let packet = try EnhancedPacketBlock(body: body)
        found = packet.packetData.count + count(packet.options)
      case .obsoletePacket:
        let packet = try ObsoletePacketBlock(body: body)
        found = packet.packetData.count + count(packet.options)
      case .simplePacket:
        found = try SimplePacketBlock(body: body, snapLength: 0).packetData.count
      case .nameResolution: found = count(NameResolutionBlock(body: body))
      case .decryptionSecrets:
        let secrets = try DecryptionSecretsBlock(body: body)
        found = secrets.secretsData.count + count(secrets.options)
      case .custom, .customNotCopied: found = try CustomBlock(body: body).content.count
      default: break
      }
    } catch {
      found = 0
    }
    try require(
      found <= body.bytes.count, "\(block.type): \(found) bytes within \(body.bytes.count)")
  }

  /// Bytes of all options, their codes and lengths included.
  private static func count(_ options: consuming BlockOptions) -> Int {
    var total = 0
    while let option = options.next() { total += 4 + option.value.bytes.count }
    return total
  }

  private static func count(_ names: consuming NameResolutionBlock) -> Int {
    var total = 0
    while let record = names.nextRecord() {
      total += 4 + record.address.count + record.names.count
    }
    return total
  }
}
