/// What a packet, or the inside of one, turned out to be.
enum DecodedPacket: ~Escapable {
  case segment(TCPSegment)
  /// A part of an IP packet that could hold TCP.
  case fragment(IPFragment)
  /// A UDP datagram that is no tunnel.
  case datagram(UDPDatagram)
  /// An ICMP message about a TCP segment that was not delivered.
  case unreachable(Unreachable)
  /// Something else that is whole and not TCP.
  case other
  /// Something recognised that may hold TCP, in a form that is not read.
  case unread(UnreadContent)
  /// Something that could not be read to where TCP would have been.
  case fault(LayerFault)
}
