import Story
import Wire

/// What one device did on its connections.
struct DeviceHistory {
  /// Its newest RegisterReq, at most as many as make a loop.
  var requests: [FrameStamp] = []
  /// Its connections that are open.
  var links: [LinkState] = []
  /// When it lost which server.
  var loss: (server: Endpoint, stamp: FrameStamp, cause: String)?
  var rejections: [FrameStamp] = []
}
